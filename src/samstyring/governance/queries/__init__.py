"""What can be asked of governance: one module per subject."""
