"""The graph straight from its database, for what does not fit into memory."""
