"""The pages of governance: one module per subject."""
