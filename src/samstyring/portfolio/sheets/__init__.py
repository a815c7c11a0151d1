"""Workbooks that the portfolio reads in: their columns, and what a reading of one would change."""
