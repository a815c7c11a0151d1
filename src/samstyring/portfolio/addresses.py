"""How a project's code stands in an address. A code that was taken over may hold anything, a slash too."""

from django.urls import register_converter


class CodeConverter:
    """A project's code, with ~ for a slash."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """Return the code."""
        return value.replace("~", "/")

    def to_url(self, value: str) -> str:
        """Return the code as it stands in the address."""
        return value.replace("/", "~")


def register() -> None:
    """Let addresses hold <code:code>."""
    from django.urls.converters import get_converters

    if "code" not in get_converters():
        register_converter(CodeConverter, "code")
