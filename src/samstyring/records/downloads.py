"""Files handed out: saved under their own name, never run as a page of ours."""

from io import BytesIO
from pathlib import Path

from django.http import FileResponse

SHOWN = {"application/pdf", "image/png", "image/jpeg", "image/gif", "text/plain"}
"""What a browser may show by itself when it is asked to."""
SHUT_IN = "default-src 'none'; style-src 'none'; sandbox; frame-ancestors 'none'"


def attachment_response(
    content: bytes | Path, *, name: str, content_type: str, show: bool = False, cache: str = "private, no-store"
) -> FileResponse:
    """Return a file as an answer to a request: a download, or shown in the browser with `show` where that is safe.

    The type is never guessed by the browser, and whatever page the file could make is shut in a sandbox of its own.
    Raises FileNotFoundError.
    """
    shown = show and content_type in SHOWN
    file = BytesIO(content) if isinstance(content, bytes) else content.open("rb")
    response = FileResponse(file, as_attachment=not shown, filename=name, content_type=content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = cache
    if content_type != "application/pdf" or not shown:  # browsers refuse to show a PDF in a sandbox
        response.headers["Content-Security-Policy"] = SHUT_IN
    return response
