"""Runs revisions on the connection that `graph.database` hands over, inside its transaction.

All revisions that a store lacks are applied in one transaction, together with the note of which was the
last: a process that is killed halfway leaves the store as it found it.
"""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table=context.config.attributes["version_table"],
)
context.run_migrations()
