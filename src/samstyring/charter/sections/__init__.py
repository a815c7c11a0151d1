"""The parts of a charter file that this floor and the floor of the parties own, one module each."""

from ..registry import sections
from . import duties, parties, powers, text

for section in (text.SECTION, parties.SECTION, powers.SECTION, duties.SECTION):
    sections.register(section.name, section)
