"""The journal as lines of JSON with their digests, and a program that checks the chain without this system."""

import json

from django.utils.translation import gettext as _

from samstyring.kernel import journal
from samstyring.kernel.models import JournalEntry

from . import names
from .target import Target

VERIFY = '''"""Check the chain of the journal: python verify.py   (Python 3, nothing else).

Each entry's digest is SHA-256 over the digest of the entry before it followed by the entry's own text ("body").
The first entry follows 64 zeros. A digest that was published earlier must stand in the file, too:
python verify.py DIGEST
"""

import hashlib
import json
import pathlib
import sys

previous, position, seen = "0" * 64, 0, set()
for line in (pathlib.Path(__file__).parent / "journal.jsonl").open(encoding="utf-8"):
    entry = json.loads(line)
    position += 1
    digest = hashlib.sha256((previous + entry["body"]).encode("utf-8")).hexdigest()
    if (entry["position"], entry["previous"], entry["digest"]) != (position, previous, digest):
        sys.exit(f"the chain breaks at entry {position}")
    previous = digest
    seen.add(digest)
if sys.argv[1:] and sys.argv[1] not in seen:
    sys.exit("the digest that was published is not in the journal: its tail has been cut off")
print(f"{position} entries, the chain is whole. The last digest is {previous}")
'''


def write_journal(target: Target) -> int:
    """Write the journal. Return how many entries it has."""
    count, total = 0, JournalEntry.objects.count()
    with target.opened("journal", names.JOURNAL, "journal.jsonl") as file:
        for entry in JournalEntry.objects.order_by("position").iterator(chunk_size=500):
            if count % 500 == 0:
                target.tell("journal", count, total)
            line = {
                "position": entry.position,
                "previous": entry.previous,
                "digest": entry.digest,
                "body": entry.body,
            }
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            count += 1
    target.write("journal", VERIFY.encode(), names.JOURNAL, "verify.py")
    target.write("journal", _note(count).encode(), names.JOURNAL, f"{names.how_to_check()}.txt")
    return count


def _note(count: int) -> str:
    return "\n".join(
        [
            _("Entries: %(count)s") % {"count": count},
            _("Digest of the last entry: %(digest)s") % {"digest": journal.last_digest()},
            "",
            _("Each line of journal.jsonl is one act: who did what, when, in which capacity, by which clause."),
            _("Each digest is SHA-256 over the digest of the entry before it and the entry's own text (body)."),
            _("So nothing can be changed, moved or taken out without the chain breaking."),
            _("Check it with Python 3, which most machines have: python verify.py"),
            "",
        ]
    )
