"""Why a value has the wrong shape, in plain words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_TABLE = gettext_lazy("this must be a table with keys of its own")
_DATE = gettext_lazy("this must be a date, such as 2020-06-01 without quotation marks")
_WHOLE = gettext_lazy("this must be a whole number")
_EMPTY = gettext_lazy("this may not be empty")
_SMALL = gettext_lazy("this number is too small")
_WHY = {
    "missing": gettext_lazy("this is missing"),
    "extra_forbidden": gettext_lazy("there is no such key here"),
    "string_type": gettext_lazy("this must be text in quotation marks"),
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": gettext_lazy("this must be true or false"),
    "date_type": _DATE,
    "date_from_datetime_inexact": _DATE,
    "list_type": gettext_lazy("this must be a list in square brackets"),
    "dict_type": _TABLE,
    "model_type": _TABLE,
    "model_attributes_type": _TABLE,
    "string_too_short": _EMPTY,
    "too_short": _EMPTY,
    "greater_than": _SMALL,
    "greater_than_equal": _SMALL,
}


def why(error: Mapping[str, Any]) -> str:
    """Say what pydantic found wrong, in the reader's language."""
    context, kind = error.get("ctx") or {}, error["type"]
    if kind in _WHY:
        return str(_WHY[kind])
    if kind == "literal_error":
        allowed = str(context.get("expected", "")).replace(" or ", ", ")
        return _("this must be one of: %(allowed)s") % {"allowed": allowed}
    if kind == "string_too_long":
        return _("this is too long: at most %(most)s characters") % {"most": context.get("max_length")}
    if kind == "string_pattern_mismatch":
        return _("this has characters that may not stand here: %(value)s") % {"value": error.get("input")}
    if kind == "value_error":
        return str(context.get("error") or error["msg"])
    return str(error["msg"])
