"""The lists of the portfolio as tables: columns, filters, and the same rows as files. One module per list."""
