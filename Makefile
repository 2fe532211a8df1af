# Two commands on a fresh machine with Python 3.11 or newer and make:
#   make demo   sets up what is missing and starts the practice network
#   make test   sets up what is missing and passes the tests
# `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
PORT ?= 8765

.DEFAULT_GOAL := help
.PHONY: help setup browser demo test check format bench lock clean

help: ## what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "liaison-bot needs Python 3.11 or newer; name it with: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(READY) ## install everything, pinned, into .venv

browser: ## install Debian's Chromium where there is none, for the browser tests
	@command -v chromium >/dev/null || { \
	  echo "installing Chromium, which the browser tests need"; \
	  SUDO=$$( [ "$$(id -u)" = 0 ] || echo sudo ); \
	  $$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends chromium >/dev/null; }

demo: $(READY) ## start the practice network in a browser
	$(BIN)/liaison-bot demo --port $(PORT)

test: $(READY) browser ## run the tests
	$(BIN)/python -m pytest -n auto

check: $(READY) browser ## everything that CI runs: format, lint, types, import contracts, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto

format: $(READY) ## put the code in form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY) ## measure speed, memory, and the guard
	$(BIN)/python -m bench

lock: $(READY) ## pin the newest allowed versions of everything
	$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-emit-index-url --no-annotate --no-header \
	  --all-extras --group dev --python-version 3.11 pyproject.toml --output-file requirements.lock

clean: ## remove what was installed and cached
	rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache .hypothesis
