# `make serve` and `make test` need Python 3.11 or newer, make and the package registries, nothing else.
# What has been made is remembered by stamp files, so nothing is done twice.

PORT ?= 8000
SHARED ?= ../shared
WORKERS ?= auto
ARGS ?=
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$each; break; }; done)

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --quiet

# What the rules below make; each is a file, so that make can compare dates.
RUNTIME := $(VENV)/.runtime
PROJECT := $(VENV)/.project
DEV := $(VENV)/.dev
BUNDLE := app/static/graphiql/index.html
NODE_MODULES := web/node_modules/.installed
STORE := var/.seeded

WEB_SOURCES := $(shell find web -path web/node_modules -prune -o -type f -print 2>/dev/null)
SEED_SOURCES := $(shell find seed graph -type f -not -path '*/__pycache__/*' 2>/dev/null)

# Being root (in a container) and a home that cannot be written are both fine.
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore
export PIP_NO_INPUT := 1
export npm_config_cache ?= $(CURDIR)/.cache/npm

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

##@ Use

.PHONY: serve seed
serve: $(PROJECT) $(BUNDLE) $(STORE) ## build what is missing and serve on PORT (8000)
	$(BIN)/budgetgraph serve --port $(PORT)

seed: ## rebuild the store from the dataset
	@rm -f $(STORE)
	@$(MAKE) --no-print-directory $(STORE)

##@ Check

.PHONY: test check lint types imports contract docs bench soak
test: $(PROJECT) $(DEV) $(BUNDLE) ## all tests; ARGS='-k words' for some
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(COVERAGE) $(ARGS)

# Target-specific, so inherited by `test`: coverage has a floor, which a part of the tests cannot reach.
check: COVERAGE = --cov
check: lint types imports contract test ## what CI runs: lint, types, imports, contract, tests with coverage

lint: $(DEV) ## format and lint, changing nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(PROJECT) $(DEV) ## mypy, strict
	$(BIN)/mypy

imports: $(PROJECT) $(DEV) ## the import rule between the rooms
	$(BIN)/lint-imports

contract: $(PROJECT) ## the printed schema keeps the clients' core contract
	@mkdir -p .cache
	$(BIN)/budgetgraph sdl > .cache/served.graphql
	@if [ -f $(SHARED)/contract/check_contract.py ]; then \
		$(BIN)/python $(SHARED)/contract/check_contract.py .cache/served.graphql; \
	elif [ -n "$$CI" ]; then \
		echo "the contract is not at $(SHARED)/contract; CI does not go on without it" >&2; exit 1; \
	else \
		echo "skipped: the contract is not at $(SHARED)/contract"; \
	fi

docs: $(PROJECT) $(DEV) ## only the tests of the documentation
	$(BIN)/python -m pytest tests/docs $(ARGS)

bench: $(PROJECT) $(DEV) ## requests per second and latency
	$(BIN)/python -m tests.benchmarks $(ARGS)

soak: $(PROJECT) $(DEV) $(BUNDLE) ## the proofs that take minutes
	$(BIN)/python -m pytest -m soak $(ARGS)

##@ Change

.PHONY: format sdl dictionary examples lock clean help
format: $(DEV) ## format and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

sdl: $(PROJECT) ## print the schema to docs/schema.graphql, for review
	@mkdir -p .cache docs
	$(BIN)/budgetgraph sdl > .cache/schema.graphql
	mv .cache/schema.graphql docs/schema.graphql

dictionary: $(PROJECT) ## print the data dictionary to docs/data-dictionary.md, for review
	@mkdir -p .cache docs
	$(BIN)/budgetgraph dictionary > .cache/data-dictionary.md
	mv .cache/data-dictionary.md docs/data-dictionary.md

examples: $(PROJECT) $(DEV) ## write the answers of the example pages anew, for review
	$(BIN)/python -m tests.docs.examples

UV_VERSION := 0.13.8
UV := .cache/uv-$(UV_VERSION)/bin/uv
COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

lock: $(UV) ## pin what pyproject.toml and web/package.json ask for; UPGRADE=1 for the newest
	$(COMPILE) pyproject.toml --extra postgres --extra fast --group build --output-file requirements.lock
	$(COMPILE) pyproject.toml --extra postgres --extra fast --group build --group dev --constraints requirements.lock \
		--output-file requirements-dev.lock
	$(COMPILE) --group pyproject.toml:web --output-file requirements-web.lock
	cd web && ./with-node npm install --package-lock-only --ignore-scripts

$(UV):
	$(call need-python)
	$(PYTHON) -m venv .cache/uv-$(UV_VERSION)
	.cache/uv-$(UV_VERSION)/bin/python -m pip install --quiet uv==$(UV_VERSION)

clean: ## remove what make made, but not var/ (the store and the archive)
	rm -rf $(VENV) .cache app/static/graphiql web/node_modules dist *.egg-info .coverage .coverage.* htmlcov \
		.hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

help: ## this list
	@awk 'BEGIN {FS = ":.*## "} \
		/^##@ / {printf "\n%s\n", substr($$0, 5)} \
		/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- what the targets above need -------------------------------------------------------------------

define need-python
	@[ -n "$(PYTHON)" ] || { echo "No Python 3.11 or newer was found; name one: make PYTHON=/path/to/python3" >&2; exit 1; }
endef

$(VENV)/.created:
	$(call need-python)
	@echo "creating $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }
	@touch $@

$(RUNTIME): requirements.lock $(VENV)/.created
	@echo "installing $<"
	@$(PIP) --require-hashes --requirement $<
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@echo "installing $<"
	@$(PIP) --require-hashes --requirement $<
	@touch $@

$(PROJECT): pyproject.toml $(RUNTIME)
	@echo "installing budgetgraph"
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# Only web/with-node knows whether the system's Node.js will do; it needs the environment if not.
$(NODE_MODULES): web/package.json web/package-lock.json web/.npmrc web/with-node requirements-web.lock | $(RUNTIME)
	@echo "installing web/package-lock.json"
	@cd web && ./with-node npm ci --loglevel=error
	@touch $@

$(BUNDLE): $(WEB_SOURCES) $(NODE_MODULES)
	cd web && ./with-node npm run --silent build

$(STORE): $(SEED_SOURCES) $(PROJECT)
	$(BIN)/budgetgraph seed
	@mkdir -p $(@D) && touch $@
