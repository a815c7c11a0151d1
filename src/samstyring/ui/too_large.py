"""The page that answers a request which cannot be read, and says so plainly where it was only too large."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.defaults import bad_request

from . import formats


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be read (400). Of what is larger than we take, say what, the limit, and what to do (413)."""
    told = _told(exception)
    if told is None:
        return bad_request(request, exception)
    what, limit, do = told
    return render(request, "413.html", {"what": what, "limit": limit, "do": do}, status=413)


def _told(exception: Exception) -> tuple[str, Any, str] | None:
    """Return what was too large, how much we take, and what helps; None where that was not what was wrong."""
    if isinstance(exception, RequestDataTooBig):
        return (
            _("There was too much text in the form."),
            formats.file_size(settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
            _("Take away pictures that were pasted into the text and attach them as files, or save the text in parts."),
        )
    if isinstance(exception, TooManyFieldsSent):
        return (
            _("There were too many fields in the form."),
            _("%(count)s fields") % {"count": formats.number(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS)},
            _("Fill in a part of it, save, and go on with the next part."),
        )
    if isinstance(exception, TooManyFilesSent):
        return (
            _("There were too many files in one go."),
            _("%(count)s files") % {"count": formats.number(settings.DATA_UPLOAD_MAX_NUMBER_FILES)},
            _("Send some of the files now and the others afterwards."),
        )
    return None
