"""The evaluation of the co-operation: figures gathered from what was done here, as a page and as a document (VA-2)."""
