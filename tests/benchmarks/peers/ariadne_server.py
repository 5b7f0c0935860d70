"""Ariadne over the linked dicts, in an environment of its own: `python ariadne_server.py PORT`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import uvicorn
from ariadne import InterfaceType, QueryType, make_executable_schema  # type: ignore[import-not-found]
from ariadne.asgi import GraphQL  # type: ignore[import-not-found]
from dicts import SDL, load, roots  # type: ignore[import-not-found]

query = QueryType()
for name, answer in roots(load()).items():
    query.set_field(name, answer)
entity = InterfaceType("Entity", lambda held, *_: held["typename"])
app = GraphQL(make_executable_schema(SDL, query, entity), introspection=False)

uvicorn.run(app, port=int(sys.argv[1]), log_level="warning", access_log=False)
