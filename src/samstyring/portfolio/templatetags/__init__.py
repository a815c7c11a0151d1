"""Template tags of the portfolio."""
