"""Registers accounts as the keeper of one-question links."""

from samstyring.ui import questions

from .effects import make_link
from .queries import address_of

questions.register_keeper(make_link, address_of)
