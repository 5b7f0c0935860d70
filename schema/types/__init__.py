"""The GraphQL types, one module a family; their objects are the domain's values."""
