"""What holds in the portfolio, as pure functions on rows already fetched: one module per subject."""
