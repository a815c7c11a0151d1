"""Documents that anyone may read, and whether a file is one of them."""
