"""Registers how what the journal holds as keys reads."""

from django.conf import settings

from samstyring.governance.registry import matters
from samstyring.kernel import telling

from . import ahead as ahead


def _matter(name: str) -> str:
    matter = matters.get(name)
    return str(matter.label) if matter else name


telling.register_fact("matter", _matter)
telling.register_fact("language", lambda code: dict(settings.LANGUAGES).get(code, code))
