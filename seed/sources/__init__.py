"""From the bytes of a published document to its text and tables, whatever format it was published in."""
