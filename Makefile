# Everything a newcomer needs: `make run` serves the assistant, `make test` proves it. `make help` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

TOOLS := .tools
UV := $(shell command -v uv 2>/dev/null || echo $(TOOLS)/bin/uv)
export UV_PROJECT_ENVIRONMENT := .venv
PY := $(UV) run --no-sync
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null)
ARGS ?=
# workers of the tests: one more than cores, as some of them wait
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
BENCHMARKS ?= $(patsubst benchmarks/%.py,%,$(shell grep -l -e '"--json"' benchmarks/*.py))

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | awk -F':.*?## ' '{printf "  make %-10s %s\n", $$1, $$2}'

.PHONY: run
run: .venv/run.stamp web/dist/index.html ## set up everything and serve the assistant with its web page
	@$(PY) agentic serve $(ARGS)

.PHONY: test
test: setup chromium web/dist/index.html ## set up what the tests need and run all of them (Python, web, browser, faults)
	@$(MAKE) --no-print-directory check

.PHONY: check
check: setup web/dist/index.html ## "done": format, lint, types, imports, web checks, every test
	@$(MAKE) --no-print-directory -j2 -O lint web-check
	$(PY) pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not deep"

.PHONY: deep
deep: setup ## further kills, and the controls that do harm when a protection is taken out
	$(PY) pytest -n $(WORKERS) -m deep

.PHONY: lint
lint: setup ## format, lint, types and import rules, without tests
	$(PY) ruff format --check .
	$(PY) ruff check .
	$(PY) mypy
	$(PY) lint-imports

.PHONY: fast
fast: setup ## the tests that take seconds
	$(PY) pytest -n auto --dist loadfile -m "not slow and not browser and not faults"

.PHONY: fix
fix: setup ## format, and mend what the linter can
	$(PY) ruff format .
	$(PY) ruff check --fix .

.PHONY: setup
setup: .venv/dev.stamp web/node_modules/.package-lock.json ## Python and web packages as locked

.PHONY: web-check
web-check: web/node_modules/.package-lock.json ## types, lint and unit tests of the web page
	cd web && npm run check --silent

.PHONY: types
types: setup ## regenerate the OpenAPI file and the web page's types from the gateway
	$(PY) python -m gateway.openapi > web/src/api/openapi.json
	cd web && npm run types --silent

.PHONY: bench
bench: setup ## the benchmarks that take minutes; results belong into docs/benchmarks.md
	for name in $(BENCHMARKS); do $(PY) python -m benchmarks.$$name --json; done

.PHONY: clean
clean: ## remove what the other targets made; your data stays
	rm -rf .venv $(TOOLS) web/node_modules web/dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# Packages. Running needs none of the development tools, so a first `make run` does not fetch them.
.venv/run.stamp: pyproject.toml uv.lock | tools
	@echo "Installing Python packages…"
	@$(UV) sync --frozen --inexact --no-dev --quiet
	@touch $@

.venv/dev.stamp: pyproject.toml uv.lock | tools
	@echo "Installing Python packages and development tools…"
	@$(UV) sync --frozen --quiet
	@touch $@ .venv/run.stamp

web/node_modules/.package-lock.json: web/package.json web/package-lock.json | node
	@echo "Installing web packages…"
	@cd web && npm ci --silent --no-audit --no-fund
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json $(WEB_SOURCES)
	@echo "Building the web page…"
	@cd web && npm run build --silent
	@touch $@

# Tools. uv comes from pip when it is missing; chromium from the system's packages when we may install them.
.PHONY: tools
tools:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; python3 is $$(python3 --version)."; exit 1; }
	@command -v $(UV) >/dev/null || { \
		echo "Fetching uv with pip…"; \
		{ python3 -m venv $(TOOLS) && $(TOOLS)/bin/pip install --quiet uv; } \
		|| { echo "Could not fetch uv: install python3-venv, or uv itself, then try again."; exit 1; }; }

.PHONY: node
node:
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null \
		|| { echo "Node.js 20 or newer is needed to build the web page; install it, then try again."; exit 1; }

.PHONY: chromium
chromium:
	@command -v chromium chromium-browser google-chrome >/dev/null || { \
		[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null || { \
			echo "The browser tests need Chromium: install the package 'chromium', then try again."; exit 1; }; \
		echo "Installing chromium…"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; }
