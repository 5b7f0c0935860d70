"""What clients see: GraphQL types, scalars, limits, errors, and how an operation is executed."""
