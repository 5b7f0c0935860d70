"""How an operation is executed: from a request to the bytes of its answer, knowing nothing of HTTP.

`request` reads what a client sends, `documents` parses, validates and measures each document once,
`reference` runs an operation by graphql-core, `answer` is what comes out, and `executor` puts them in order.
"""
