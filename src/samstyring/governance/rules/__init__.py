"""What holds, as pure functions on rows already fetched: one module per subject."""
