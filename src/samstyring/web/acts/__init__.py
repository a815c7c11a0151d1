"""What can be done: one act per file."""
