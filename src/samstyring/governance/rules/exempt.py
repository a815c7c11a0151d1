"""Looking for what may be exempt from public access. A help to whoever reads; it decides nothing."""

import re

from django.utils.translation import gettext as _

_BIRTH_NUMBER = re.compile(r"\b\d{6}[ \u00a0]?\d{5}\b")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_PHONE = re.compile(r"\b(?:\+47[ \u00a0]?)?[2-9]\d(?:[ \u00a0]?\d{2}){3}\b")
_WORDS = re.compile(
    r"\b(sjuk\w*|syk\w*|helse(?!st)\w{0,6}|diagnose\w*|barnevern\w*|oppsei\w*|oppsig\w*|passord\w*)", re.I
)


def suspicious(text: str) -> list[str]:
    """Return what in a text looks as if it should not be public, in words."""
    found = []
    if _BIRTH_NUMBER.search(text):
        found.append(_("Looks like a national identity number."))
    if _EMAIL.search(text):
        found.append(_("Holds an e-mail address."))
    if _PHONE.search(_BIRTH_NUMBER.sub("", text)):
        found.append(_("Looks like a telephone number."))
    if words := sorted({match[1].lower() for match in _WORDS.finditer(text)}):
        found.append(_("May be about health, staff or security: «%(words)s».") % {"words": "», «".join(words)})
    return found
