"""Writers that join a running act: one module per subject."""
