# make run     set up .venv, code a bundled report, show it
# make build   set up .venv only
# make test    lint, types, import contract, tests; those of training in an environment of their own, with torch
# make bench   speed, memory and accuracy on fixed inputs

PYTHON ?= python3
BIN := .venv/bin

.PHONY: run build test test-training bench

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
	$(MAKE) test-training

# torch slows every start of spaCy, so that it stays out of the other environment.
.venv-train/.ready: pyproject.toml
	@test -x .venv-train/bin/python || $(PYTHON) -m venv .venv-train
	@.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[train]' pytest
	@touch $@

test-training: .venv-train/.ready
	.venv-train/bin/python -m pytest training/tests

bench: build
	$(BIN)/python benchmarks/speed.py
	$(BIN)/dragoman evaluate gold
	$(BIN)/python benchmarks/coreference.py
