"""Organisering: bodies, seats, meetings, cases, positions, decisions, actions."""
