# Everything that is done here by name. `make help` lists it.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest -q
# Tests of a few minutes, and those that start processes, kill them or drive a browser.
FAST := $(addprefix tests/,domain files services storage cogs content house docs demo)
SLOW := $(addprefix tests/,loopback delivery wire browser)
JOBS := auto
ROUNDS := 20

.PHONY: help install demo test check run bench drill lock pictures migration

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

install: .venv/dev ## Make .venv with every package for development, at its locked version

demo: .venv/demo ## Open the whole bot in a pretend Discord in the browser (ARGS=--fresh starts over)
	@$(PYTHON) -m bot demo $(ARGS)

test: .venv/dev ## Run the fast tests
	@$(PYTEST) -n $(JOBS) $(FAST) $(ARGS)

check: .venv/dev ## Check format, style, types and layers, then run every test
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	PYRIGHT_PYTHON_IGNORE_WARNINGS=1 .venv/bin/pyright
	.venv/bin/lint-imports
	@$(MAKE) --no-print-directory test
	@$(PYTEST) $(SLOW)

run: .venv/run ## Connect to Discord; needs a token in .env
	@$(PYTHON) -m bot run

bench: .venv/dev ## Measure, and compare with plainer ways of doing the same
	@$(PYTHON) -m benchmarks $(ARGS)

drill: .venv/dev ## Kill the bot at random moments, many times over (ROUNDS=20)
	@LOOPMATE_DRILL_ROUNDS=$(ROUNDS) $(PYTEST) tests/delivery

# Of each package one version for every Python, or a lock file would name some twice.
COMPILE = .venv/bin/uv pip compile pyproject.toml --quiet --upgrade \
	--universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate

lock: .venv/dev ## Write requirements/ anew, with the newest versions that pyproject.toml allows
	$(COMPILE) --output-file requirements/run.txt
	$(COMPILE) --extra demo --output-file requirements/demo.txt
	$(COMPILE) --extra demo --group dev --output-file requirements/dev.txt

pictures: .venv/dev ## Make the screenshots in docs/pictures anew
	@$(PYTHON) -m tests.browser.pictures

migration: .venv/dev ## Write the next migration: make migration name="what changes"
	@$(PYTHON) -m migrations.new "$(name)"

# Each level holds the one before it, so the later stamp stands for the earlier ones too.

.venv/run: requirements/run.txt .venv/bin/python
	$(call INSTALL,$<)
	@touch $@

.venv/demo: requirements/demo.txt .venv/bin/python
	$(call INSTALL,$<)
	@touch .venv/run $@

.venv/dev: requirements/dev.txt .venv/bin/python
	$(call INSTALL,$<)
	@touch .venv/run .venv/demo $@

define INSTALL
	@echo "Installing $(1) into .venv; this is done once and takes a minute or two."
	@$(PYTHON) -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r $(1)
endef

.venv/bin/python:
	@chosen=; \
	for name in python3.13 python3.12 python3.11 python3; do \
		if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			chosen=$$name; break; \
		fi; \
	done; \
	if [ -z "$$chosen" ]; then \
		echo "Loopmate needs Python 3.11 or newer, and there is none here." >&2; exit 1; \
	fi; \
	if ! $$chosen -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$chosen has no venv; on Debian and Ubuntu, install $$chosen-venv." >&2; exit 1; \
	fi; \
	$$chosen -m venv --clear .venv
