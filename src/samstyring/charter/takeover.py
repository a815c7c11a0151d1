"""What is taken over from before is labelled in the co-operation's language."""

from samstyring.records.registry import register_language_source

from . import queries


@register_language_source
def language() -> str:
    """Return the co-operation's language."""
    return queries.cooperation().language
