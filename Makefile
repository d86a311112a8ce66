# make run     set up .venv, code a bundled report, show it
# make build   set up .venv only
# make test    lint, types, import contract, tests
# make bench   speed, memory and accuracy on fixed inputs

PYTHON ?= python3
BIN := .venv/bin

.PHONY: run build test bench

run: build
	@$(BIN)/dragoman demo

build: .venv/.ready

# A stamp newer than pyproject.toml means that nothing needs to be set up again.
.venv/.ready: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

test: build
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

bench: build
	$(BIN)/python benchmarks/speed.py
	$(BIN)/dragoman evaluate gold
	$(BIN)/python benchmarks/coreference.py
