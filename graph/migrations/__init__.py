"""The history of the tables: one revision a change, applied by `graph.database` when it opens a store.

A revision is written by hand and never edited once released. It speaks of tables and columns by name and
never imports `graph.tables`, which says how things are now, not how they were.
`tests/graph/test_migrations.py` compares the two on every database we support.
"""
