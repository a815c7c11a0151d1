"""Avtalen: the agreement, its clauses, parties, powers, obligations and conformance."""
