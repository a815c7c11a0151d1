"""Documents, versions, files, what is released, and what was taken over from before."""
