"""Organisations, people, and who holds which office where and when."""
