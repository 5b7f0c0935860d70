"""What the running text of a document tells: figures with their reasons, organisation, projects, terms."""
