"""Gjennomføringsprosjekt: projects, owners, participants, mandates."""
