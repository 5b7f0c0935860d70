# What `make serve` does, in three stages: the web bundle, the Python environment, and a slim image of both.
ARG NODE_VERSION=24
ARG PYTHON_VERSION=3.11

FROM node:${NODE_VERSION}-slim AS web
WORKDIR /build/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci
COPY web ./
RUN npm run build

FROM python:${PYTHON_VERSION}-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
RUN python -m venv /opt/budgetgraph
WORKDIR /build
COPY requirements.lock ./
RUN /opt/budgetgraph/bin/pip install --require-hashes --requirement requirements.lock
COPY pyproject.toml LICENSE ./
COPY graph graph
COPY resolvers resolvers
COPY schema schema
COPY seed seed
COPY app app
COPY --from=web /build/app/static/graphiql app/static/graphiql
RUN /opt/budgetgraph/bin/pip install --no-deps --no-build-isolation .

FROM python:${PYTHON_VERSION}-slim
# A fixed number, so that the owner of a mounted volume can be named.
RUN useradd --system --uid 10001 --create-home --home-dir /srv/budgetgraph budgetgraph
COPY --from=build /opt/budgetgraph /opt/budgetgraph
WORKDIR /srv/budgetgraph
COPY docs/examples examples
ENV PATH=/opt/budgetgraph/bin:$PATH PYTHONUNBUFFERED=1 PORT=8000 BUDGETGRAPH_EXAMPLES=/srv/budgetgraph/examples \
    BUDGETGRAPH_DATABASE=sqlite:////srv/budgetgraph/var/budgetgraph.db \
    BUDGETGRAPH_ARCHIVE=/srv/budgetgraph/var/archive \
    BUDGETGRAPH_CORRECTIONS=/srv/budgetgraph/var/corrections.csv \
    BUDGETGRAPH_KEYS=/srv/budgetgraph/var/keys
USER 10001
# The store is built here, so that a container answers as soon as it starts; a new named volume begins with it.
RUN budgetgraph seed
VOLUME /srv/budgetgraph/var
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=2)"]
# exec: the server itself is process 1 and receives SIGTERM.
CMD ["sh", "-c", "exec budgetgraph serve --host 0.0.0.0 --port \"$PORT\""]
