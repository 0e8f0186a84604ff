# Needs Python 3.11 or newer and nothing else; everything is installed into .venv.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed

.PHONY: serve test lint data bench clean

serve: $(INSTALLED)  ## Start the endpoint at http://127.0.0.1:8000/
	$(BIN)/comity serve

test: lint data  ## Check everything: style, types, data, behaviour
	$(BIN)/pytest -n auto --reruns 1 --ignore tests/hostile
	$(BIN)/pytest -n auto --reruns 2 tests/hostile  # by itself, for it measures; a busy machine may fail it

lint: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

data: $(INSTALLED)
	$(BIN)/comity fmt --check
	$(BIN)/turtlefmt --check ontology shapes
	$(BIN)/comity validate
	$(BIN)/comity reconcile

bench: $(INSTALLED)  ## Measure, side by side with peers
	$(BIN)/python tests/benchmarks/validation.py
	$(BIN)/python tests/benchmarks/endpoint.py

$(INSTALLED): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "comity needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache
