"""The digest of a file that someone sends in, made while it arrives: none of it is kept, on disk or in memory."""

import hashlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

PDF = b"%PDF-"


class Digested(UploadedFile):
    """A file that was sent in: its name, its size and its digest, and nothing of what it held."""

    def __init__(self, name: str, size: int, sha256: str, is_pdf: bool) -> None:
        super().__init__(None, name, "", size)
        self.sha256, self.is_pdf = sha256, is_pdf


class DigestHandler(FileUploadHandler):
    """Digests what arrives and lets go of it. What is larger than `most` is counted and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.digest, self.size, self.is_pdf = hashlib.sha256(), 0, False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Take a part of it."""
        if start == 0:
            self.is_pdf = raw_data.startswith(PDF)
        self.size += len(raw_data)
        if self.size <= self.most:
            self.digest.update(raw_data)
        return None

    def file_complete(self, file_size: int) -> Digested:
        """Return what is known of it."""
        return Digested(self.file_name or "", file_size, self.digest.hexdigest(), self.is_pdf)
