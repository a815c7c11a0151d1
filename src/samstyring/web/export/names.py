"""What folders and files of an export are called, in the language that is active."""

from django.utils.translation import pgettext


def decisions() -> str:
    """Name the folder of decisions."""
    return pgettext("folder", "decisions")


def cases() -> str:
    """Name the folder of cases."""
    return pgettext("folder", "cases")


def meetings() -> str:
    """Name the folder of meetings."""
    return pgettext("folder", "meetings")


def documents() -> str:
    """Name the folder of documents."""
    return pgettext("folder", "documents")


def other_files() -> str:
    """Name the folder of files that no document names."""
    return pgettext("folder", "other files")


def public_copies() -> str:
    """Name the folder of public copies."""
    return pgettext("folder", "public copies")


def agreement() -> str:
    """Name the folder of the agreement."""
    return pgettext("folder", "agreement")


def taken_over() -> str:
    """Name the folder of what was taken over."""
    return pgettext("folder", "taken over")


def data() -> str:
    """Name the folder of tables."""
    return pgettext("folder", "data")


JOURNAL = "journal"


def paper() -> str:
    """Name the file of a case's paper, after its reference."""
    return pgettext("file", "paper")


def register_of_decisions() -> str:
    """Name the register of decisions."""
    return pgettext("file", "register of decisions")


def register_of_documents() -> str:
    """Name the register of documents."""
    return pgettext("file", "register of documents")


def missing() -> str:
    """Name what stands in the place of a file that is gone."""
    return pgettext("file", "missing")


def how_to_check() -> str:
    """Name the note on the journal."""
    return pgettext("file", "how to check")


def read_me() -> str:
    """Name the page as plain text."""
    return pgettext("file", "READ ME")
