"""Downloads: a document's file, for those who may read what it is about."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.views import View

from samstyring.ui.views import ActorMixin

from . import queries

SHOWN = {"application/pdf", "image/png", "image/jpeg", "text/plain"}


class DocumentView(ActorMixin, View):
    """Hand out a file under its own name, to be saved; a PDF may be opened in the browser with ?show=1.

    The type is never guessed by the browser, and the page that a file could make is shut in a sandbox of its own.
    """

    def get(self, request: HttpRequest, pk: UUID, *args: Any, **kwargs: Any) -> FileResponse:
        """Return the file."""
        document = queries.document(pk, self.actor)
        content_type = document.file.content_type
        show = "show" in request.GET and content_type in SHOWN
        try:
            file = queries.bytes_path(document).open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        response = FileResponse(file, as_attachment=not show, filename=document.file_name, content_type=content_type)
        response.headers["X-Content-Type-Options"] = "nosniff"
        if not show:  # browsers refuse to show a PDF in a sandbox
            response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["ETag"] = f'"{document.file.sha256}"'
        return response
