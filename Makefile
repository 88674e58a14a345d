# Everything happens in .venv, made on first use. PYTHON may name another interpreter (3.11 or newer).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := $(VENV)/demo-store

.PHONY: demo test lint format clean

demo: $(VENV)/installed
	@rm -rf $(DEMO)
	$(BIN)/kg ingest samples/baghdad.json --store $(DEMO)
	@echo
	$(BIN)/kg show americans-told --store $(DEMO)
	@echo
	@echo "Who killed whom, and who gave the order?"
	$(BIN)/kg query @samples/killings.rq --format table --store $(DEMO)
	@echo
	@echo "The store is in $(DEMO). Try:  $(BIN)/kg stats --store $(DEMO)"

test: $(VENV)/dev
	$(BIN)/python -m pytest

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "newskg needs Python 3.11 or newer; name one with: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/dev: $(VENV)/installed pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@
