"""Leaving with everything: all data, documents and decisions as folders of PDF/A, xlsx and JSON."""

from .run import Export, export

__all__ = ["Export", "export"]
