"""How the account of an item is written down."""

from ..models import AccountDraft, AgendaItem


def cleaned(text: str) -> str:
    """Return a text with the line ends of the house and no blank end."""
    return text.replace("\r\n", "\n").rstrip()


def draft_of(item: AgendaItem) -> AccountDraft | None:
    """Return what is written under an item and not yet recorded; its row must be fetched with `draft`."""
    draft: AccountDraft | None = getattr(item, "draft", None)
    return draft


def as_written(item: AgendaItem) -> tuple[str, int]:
    """Return the account as it was last typed, recorded or not, and its revision."""
    draft = draft_of(item)
    return (draft.text, draft.revision) if draft else (item.account, item.account_revision)
