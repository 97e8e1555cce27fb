# make run · make ask Q="…" · make test · make eval · make bench
# Each sets up all that it needs: virtual environment, packages, embedding model, knowledge base.

SHELL := /bin/bash
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
SOURCES := $(shell find core ingest retrieval answer prompts api eval -type f -not -name '*.pyc' 2>/dev/null)
say = @printf '\n\033[1m== %s\033[0m\n' "$(1)"

.PHONY: run ask build test eval bench lock clean
.DELETE_ON_ERROR:

run: build
	$(call say,Khởi động dịch vụ – starting the service)
	@$(BIN)/dannguon serve

ask: build
	@$(BIN)/dannguon ask "$(Q)"

# A file that cannot be read is named, and the others are served: hence the dash.
build: $(VENV)/.run
	$(call say,Dựng kho tri thức – building the knowledge base)
	-@$(BIN)/dannguon build

test: $(VENV)/.dev
	$(call say,Lint and types)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	$(call say,Knowledge base of the shipped corpus)
	@$(BIN)/dannguon build
	$(call say,A browser for the tests of the page)
	@scripts/browser.sh
	$(call say,Tests)
	@$(BIN)/python -m pytest -q

eval: build
	@$(BIN)/dannguon eval

bench: $(VENV)/.peers build
	$(call say,Benchmarks)
	@scripts/bench.sh

lock: $(VENV)/.dev
	@$(BIN)/pip freeze --exclude dannguon | sed 's/+cpu//' > constraints.txt

clean:
	rm -rf $(VENV) .dannguon build *.egg-info

$(BIN)/python:
	$(call say,Virtual environment)
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is missing: apt-get install python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "Debian keeps venv apart: installing python3.11-venv (needs root)"; \
	  apt-get update -q && apt-get install -yq python3.11-venv && $(PYTHON) -m venv $(VENV); }

$(VENV)/.packages: pyproject.toml constraints.txt | $(BIN)/python
	$(call say,Packages (a few minutes the first time))
	@$(BIN)/python scripts/requirements.py > $(VENV)/requirements.txt
	@$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -r $(VENV)/requirements.txt
	@touch $@

$(VENV)/.run: $(VENV)/.packages $(SOURCES)
	$(call say,This project)
	@rm -rf build
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --force-reinstall .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(call say,Development packages)
	@$(BIN)/python scripts/requirements.py dev > $(VENV)/requirements-dev.txt
	@$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -r $(VENV)/requirements-dev.txt
	@touch $@

$(VENV)/.peers: $(VENV)/.run
	$(call say,What others would build: packages to compare with)
	@$(BIN)/python scripts/requirements.py peers > $(VENV)/requirements-peers.txt
	@$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -r $(VENV)/requirements-peers.txt
	@touch $@
