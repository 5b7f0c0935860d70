"""From a document's text and tables to rows of the dataset's tables, section by section."""
