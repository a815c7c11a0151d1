"""Registers the agreement as the one source of powers (OR-4)."""

from samstyring.kernel import actors

from .queries import powers_on

actors.register_power_source(powers_on)
