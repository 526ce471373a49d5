# Every habit is one command, the same for people and for CI. `make` alone lists them.
# Needs Python 3.11, 3.12 or 3.13 with venv, and the Python package index at the first run. Nothing is installed
# outside .venv. Another interpreter: make PYTHON=python3.12 test

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip --quiet
SAMPLES := $(sort $(wildcard samples/*.html samples/*.md))

# Debian 12 has Python 3.11.2; soupsieve 3 asks for 3.11.5. The lock must install on both.
LOCK_LIMITS := -P 'soupsieve<3'
COMPILE := CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options --no-build-isolation

.DEFAULT_GOAL := help
.PHONY: help demo test check reports bench docs format lock clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.runtime ## Audit samples/, print the summary, write auditor-report.html
	@$(BIN)/python -m auditor check $(SAMPLES) || test $$? -eq 1
	@echo
	@echo "The full report: open auditor-report.html in a browser. Findings are expected: the samples have faults on purpose."

test: $(VENV)/.dev ## Run the tests
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.dev ## Run all that CI runs: style, types, layers, generated docs, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/write_docs.py --check
	$(BIN)/python training/letters.py --check
	$(BIN)/python -m pytest $(ARGS)

reports: $(VENV)/.dev ## Write reports/ again from samples/
	@mkdir -p reports
	@for sample in $(SAMPLES); do \
		name=$$(basename "$${sample%.*}"); \
		$(BIN)/python -m auditor check --isolated --quiet "$$sample" \
			--output "json:reports/$$name.json" --output "html:reports/$$name.html" || test $$? -eq 1 || exit 2; \
	done
	@$(BIN)/python -m auditor check --isolated --quiet $(SAMPLES) --output text:reports/summary.txt || test $$? -eq 1

bench: $(VENV)/.dev ## Measure the cost of each stage, and against spaCy's full pipeline
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 $(BIN)/python benchmarks/bench.py $(ARGS)

docs: $(VENV)/.dev ## Write what is generated from rules and lexicons again: docs, README table, letters
	$(BIN)/python docs/write_docs.py
	$(BIN)/python training/letters.py

format: $(VENV)/.dev ## Put the code into the project's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.dev ## Resolve the pinned, hashed dependencies again
	$(COMPILE) --build-deps-for wheel $(LOCK_LIMITS) --output-file requirements.lock pyproject.toml
	$(COMPILE) --build-deps-for wheel $(LOCK_LIMITS) --extra dev --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml

clean: ## Remove what these commands made, .venv included
	rm -rf $(VENV) build dist auditor-report.html .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
		echo "auditor runs on Python 3.11, 3.12 and 3.13; $(PYTHON) is not one of them." >&2; \
		echo "Name another interpreter, for example: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments. On Debian: apt-get install python3-venv" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 2; }

# The stamps remember what is installed, so that a second run installs nothing.
$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the pinned dependencies into $(VENV) (once; about a minute)"
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@echo "Installing the pinned development tools into $(VENV) (once)"
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
