"""Other servers that answer the same questions on the same city."""
