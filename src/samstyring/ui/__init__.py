"""The look of every page: layout, components, forms, tables, rich text."""
