"""Writers of links that join the act which asks."""

from .links import make_link

__all__ = ["make_link"]
