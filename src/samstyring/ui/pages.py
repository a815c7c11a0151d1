"""The pages of this app: reading a Word file for the editor."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samstyring.kernel.actors import ANONYMOUS

from . import formats, richtext


@require_POST
def from_word(request: HttpRequest) -> HttpResponse:
    """Read a Word file and answer with its text as HTML and what of it was lost. Stores nothing."""
    if getattr(request, "actor", ANONYMOUS).is_anonymous:
        raise PermissionDenied
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"error": _("There was no file.")}, status=422)
    try:
        tree, lost = richtext.from_docx(file)
    except richtext.WordError as error:
        return JsonResponse({"error": str(error)}, status=422)
    message = _("The text of %(name)s is read in. Look it through.") % {"name": file.name}
    if lost:
        message += " " + _("These did not come along as they were: %(list)s.") % {"list": formats.sentence(lost)}
    return JsonResponse({"html": richtext.to_html(tree), "message": message, "lost": [str(one) for one in lost]})
