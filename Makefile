# `make demo` and `make test` need Python 3.11 or newer, make and git; whatever else they need, they install.
# PYTHON=... chooses the Python that the environment is made with.

VENV := .venv
BIN := $(VENV)/bin
PYTHONS := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python)

# The environment is up to date if it carries the stamp of just these files, this place and this choice; the
# stamp is written last, so an interrupted installation is taken up again. An environment of another Python, or
# one that was moved here, whose programs would look for its Python where it was, is made anew.
STATE := $(shell { cat requirements.lock pyproject.toml; pwd; echo "$(PYTHON)"; } | cksum | tr -s ' ' '-')
STAMP := $(VENV)/installed-$(STATE)

PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --no-input

# What is imported again and again is compiled once, whatever the environment says.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test lint docs browser lock clean

demo: browser ## Run the regression suite over the embedded news site
	@$(BIN)/copydesk doctor --quiet
	@$(BIN)/python -m pytest tests/site -q

test: browser ## Run all tests, those in the browser included
	@$(BIN)/python -m pytest -n 2

lint: $(STAMP) ## Check style, formatting, types and the order of imports
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

docs: $(STAMP) ## Make the manual's generated pages anew, and build it in build/docs; a dead link fails
	@$(BIN)/python docs/generate.py
	@$(BIN)/python -m sphinx --builder html --fail-on-warning --keep-going --quiet --fresh-env docs build/docs
	@echo "Manual: build/docs/index.html"

browser: $(STAMP)
	@$(BIN)/python -m copydesk.browser.install

$(STAMP):
	@set -e; found=; \
	rm -f $(VENV)/installed-*; \
	new_enough='import sys; sys.exit(sys.version_info < (3, 11))'; \
	for python in $(PYTHONS); do \
		if "$$python" -c "$$new_enough" >/dev/null 2>&1; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "copydesk needs Python 3.11 or newer, and none of these is: $(PYTHONS)." >&2; \
		echo "Install one, or name it: make $(or $(MAKECMDGOALS),demo) PYTHON=/path/to/python3" >&2; \
		exit 1; \
	fi; \
	version='import sys; print(*sys.version_info[:2])'; \
	clear=; \
	if [ "$$($(BIN)/python -c "$$version" 2>/dev/null)" != "$$("$$found" -c "$$version")" ] \
		|| ! grep -qsF "$(CURDIR)/$(VENV)/" $(BIN)/pip; then clear=--clear; fi; \
	echo "Installing into $(VENV) with $$("$$found" --version) (once; about a minute) ..."; \
	if ! "$$found" -m venv $$clear $(VENV); then \
		echo "$$found cannot make a virtual environment; on Debian and Ubuntu, install python3-venv." >&2; \
		exit 1; \
	fi; \
	$(PIP) install --require-hashes --no-deps -r requirements.lock; \
	$(PIP) install --no-deps --no-build-isolation --editable .; \
	touch $@

lock: $(STAMP) ## Write requirements.lock anew from pyproject.toml
	@$(PIP) install uv
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-header --no-emit-index-url --upgrade --quiet --output-file requirements.lock

clean: ## Remove the environment and what runs have written
	find reports -mindepth 1 ! -name .gitignore ! -name README.md -delete
	rm -rf $(VENV) test-results build .pytest_cache .import_linter_cache .mypy_cache .ruff_cache
