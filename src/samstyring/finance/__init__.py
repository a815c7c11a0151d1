"""Finansiering: budgets, funding plans, financing schemes."""
