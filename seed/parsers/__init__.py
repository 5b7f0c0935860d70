"""From a document's text and tables to rows of the dataset's tables, section by section.

`recognise` says what a document is, `registry` which sections it may have: `statements`, `evaluations` (forms, rubrics,
reports) and `narrative` (running text). `wording` knows what words and figures mean, and nothing of documents.
"""
