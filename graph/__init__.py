"""The knowledge graph of public budgets: what there is, how it is related, and how it is stored and asked."""
