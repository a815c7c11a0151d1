"""The refusals of documents."""

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import Refusal


class FileEmpty(Refusal):
    """The file has no content."""

    about_file = True
    message = _("The file is empty.")


class NotRemovable(Refusal):
    """The document was sent, signed or rests in the record: it stays."""

    message = _("This document is part of the record and cannot be removed.")


class NeedsLegalBasis(Refusal):
    """A document is exempt from public access only with its legal basis."""

    message = _("Say which provision exempts the document from public access.")


class NotRead(Refusal):
    """What becomes public is read first by the named person."""

    message = _("Confirm that you have read what becomes public and looked for what is exempt.")


class ExemptDocument(Refusal):
    """A document that is exempt from public access is not released as it is."""

    message = _("This document is exempt from public access, so it cannot be released.")


class ReleasedBefore(Refusal):
    """It is public already."""

    message = _("This document is public already.")


class FileRefused(Refusal):
    """A file cannot be taken as it is: the message says what would be right."""

    about_file = True
    message = _("This file cannot be taken.")


class EvidenceNeeded(Refusal):
    """An answer given in writing is registered with what was received."""

    message = _("Attach the letter or e-mail that the municipality answered with.")


class NotYourMunicipality(Refusal):
    """One answers for the municipalities that one is the contact or chief executive of."""

    message = _("You do not answer for %(parties)s.")


class NoOneToAsk(Refusal):
    """The party has nobody with an e-mail address who can be asked."""

    message = _(
        "No chief executive or contact with an e-mail address is registered for %(parties)s. "
        "Register one, or register the answer when it comes by letter."
    )


class NotReturned(Refusal):
    """Only a message that says whom a letter did not reach can be registered as one that came back."""

    message = _(
        "This file does not say that a letter could not be delivered. Save the message that came back, whole, as an .eml "
        "file. One that only says that delivery is delayed is not registered."
    )


class ReturnedFromNobodyHere(Refusal):
    """The address is of nobody registered here."""

    message = _("Nobody here has the address that this letter was sent to. It may have been corrected already.")
