"""The pages of the portfolio: one module per subject."""
