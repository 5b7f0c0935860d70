"""From published documents to domain values: sources, code lists, parsers, normalising, the dataset."""
