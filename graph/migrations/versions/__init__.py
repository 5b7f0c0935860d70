"""The revisions, oldest first by the number that begins their names."""
