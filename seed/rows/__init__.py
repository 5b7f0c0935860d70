"""From the rows of tables to the entities they state; one module for each group of tables."""
