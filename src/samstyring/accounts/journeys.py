"""Registers accounts as the keeper of one-question links, and notices with every act that is done."""

from samstyring.kernel import acts
from samstyring.ui import questions

from . import calendars as calendars
from . import letter_kinds as letter_kinds
from .effects import make_link
from .notices import after_an_act
from .queries import address_of, signing_in

questions.register_keeper(make_link, address_of, signing_in)
acts.subscribe(after_an_act)
