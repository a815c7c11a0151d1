"""How letters behind appointments are kept: registered with the parties, who stand below."""

from samstyring.parties.registry import Letters, letters

from .effects import keep_evidence
from .uploads import UploadField, upload_of

letters.register("records", Letters(field=UploadField, upload=upload_of, keep=keep_evidence))
