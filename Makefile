# Two commands for people: `make release` and `make test`. Both need only git, make and Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export CHROMIUM ?= /usr/bin/chromium
# The commands of dvc.yaml say `python`: the one of the environment.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: release test test-slow test-browser check bench cluster-demo lock clean

release: $(VENV)/release  ## build data/release from data/raw
	dvc repro

test: $(VENV)/dev  ## all tests but the slow ones
	python -m pytest -m "not slow" --numprocesses auto --dist loadfile

test-slow: $(VENV)/dev  ## proofs that take minutes
	python -m pytest -m slow --timeout 1800

test-browser: $(VENV)/browser $(CHROMIUM)  ## the page in a real browser
	python -m pytest tests/browser

check: $(VENV)/dev  ## format, lint, types, import contracts, pipeline up to date
	ruff format --check
	ruff check
	mypy
	lint-imports
	dvc status -q

bench: $(VENV)/bench  ## speed against other tools, into tests/benchmarks/benchmarks.json
	PYTHONPATH=.:tests python tests/benchmarks/run.py

cluster-demo: $(VENV)/dev  ## a Dask cluster on this machine builds the five texts and 50,000 more
	PYTHONPATH=.:tests python tests/benchmarks/cluster_demo.py

$(VENV)/release: requirements.lock pyproject.toml | $(VENV)/made
	$(call install,requirements.lock)
	touch $@

$(VENV)/dev: requirements-dev.lock pyproject.toml | $(VENV)/made
	$(call install,requirements-dev.lock)
	touch $@ $(VENV)/release

$(VENV)/bench: requirements-bench.lock pyproject.toml | $(VENV)/made
	$(call install,requirements-bench.lock)
	touch $@ $(VENV)/dev $(VENV)/release

$(VENV)/browser: requirements-browser.lock pyproject.toml | $(VENV)/made
	$(call install,requirements-browser.lock)
	touch $@

# The browser is Debian's: no browser is downloaded from anywhere else.
$(CHROMIUM):
	@test "$$(id -u)" = 0 || { echo "error: no $@; run sudo apt-get install chromium fonts-dejavu-core, \
	or name another Chromium: make test-browser CHROMIUM=/path/to/chromium" >&2; exit 1; }
	apt-get update --quiet
	DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends chromium fonts-dejavu-core

$(VENV)/made:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	touch $@

# Everything with its digest, then the project itself with the build backend that the lock names.
define install
	python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(1)
	python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
endef

UV := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group build
lock:  ## write the lock files anew (needs uv)
	$(UV) pyproject.toml --output-file requirements.lock
	$(UV) --extra dev --extra cluster --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock
	$(UV) --extra dev --extra cluster --extra bench --constraint requirements-dev.lock pyproject.toml --output-file requirements-bench.lock
	$(UV) --extra test --extra browser --constraint requirements-dev.lock pyproject.toml --output-file requirements-browser.lock

clean:  ## remove everything that was made
	rm -rf $(VENV) data/documents data/clean data/unique data/sentences data/claims data/links data/validation data/release data/page data/.parts
