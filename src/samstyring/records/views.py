"""Downloads: a document's file, for those who may read what it is about."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.views import View

from samstyring.ui.views import ActorMixin

from . import queries
from .downloads import attachment_response


class DocumentView(ActorMixin, View):
    """Hand out a file under its own name, to be saved; with ?show=1 a PDF or a picture opens in the browser."""

    def get(self, request: HttpRequest, pk: UUID, *args: Any, **kwargs: Any) -> FileResponse:
        """Return the file."""
        document = queries.document(pk, self.actor)
        try:
            response = attachment_response(
                queries.bytes_path(document),
                name=document.file_name,
                content_type=document.file.content_type,
                show="show" in request.GET,
                cache="private, no-cache",
            )
        except FileNotFoundError as error:
            raise Http404 from error
        response.headers["ETag"] = f'"{document.file.sha256}"'
        return response
