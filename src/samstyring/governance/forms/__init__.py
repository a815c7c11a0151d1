"""The forms of governance: one module per subject."""
