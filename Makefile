# The verbs of the project. CI calls the same ones: .ci/run is `make test`, the workflow is `make ci-documents`.
.PHONY: help setup plan check test quick coverage lint format docs docs-pictures pictures bench cost mutate variants hostile lock floor ci-documents clean
export PYTHON ?= python3
CORES = -n auto --dist worksteal -p no:anyio
LOCK = .venv/bin/uv pip compile pyproject.toml --extra dev --extra cluster --universal --python-version 3.11 --upgrade \
	--generate-hashes --no-strip-extras --no-header --no-annotate --no-emit-index-url --quiet --output-file

help: ## Lists these verbs
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 23

setup: ## Installs all that building and testing need, where it is missing
	@.ci/setup test

plan: ## Builds the plan of plan/ and data/ into out/, as a web page and a PDF
	@.ci/setup plan
	@.venv/bin/pcpgen build-plan

check: ## Says what is wrong in plan/ and data/
	@.ci/setup plan
	@.venv/bin/pcpgen check

test: setup ## Runs lint, the quick tests, then the slow ones
	@$(MAKE) --no-print-directory lint
	.venv/bin/pytest $(CORES) -m "not slow"
	.venv/bin/pytest $(CORES) -m slow

quick: ## Runs the quick tests: no browser, no Java, no PDF
	@.ci/setup plan
	.venv/bin/pytest $(CORES) -m "not slow"

coverage: ## Runs the quick tests and lists the lines that none of them runs
	@.ci/setup plan
	.venv/bin/pytest $(CORES) -m "not slow" --cov --cov-report=term:skip-covered

lint: ## Checks style, format and types
	@.ci/setup plan
	.venv/bin/ruff check pcpgen tests docs
	.venv/bin/ruff format --check pcpgen tests docs
	.venv/bin/mypy

format: ## Formats the Python code and mends what ruff can mend
	@.ci/setup plan
	.venv/bin/ruff check --fix pcpgen tests docs
	.venv/bin/ruff format pcpgen tests docs

docs: ## Builds the documentation of docs/ into dist/docs/
	@.ci/setup plan
	@.venv/bin/python -m docs.site dist/docs

docs-pictures: setup ## Draws the pictures that docs/ shows anew, from documents as they are built
	@.venv/bin/python -m docs.pictures

pictures: setup plan ## Draws every PDF page and the web page at two widths into out/pictures/
	@.venv/bin/pcpgen build
	@.venv/bin/pcpgen diff 2013-16 2013-16+partnership-working --format html --format pdf
	@.venv/bin/python -m tests.quality.pictures out out/pictures

bench: ## Measures how long it takes, beside the bars of BENCH.md
	@.ci/setup plan
	@.venv/bin/python -m tests.bench

cost: ## Measures what a run costs by size, and draws it into .pictures/cost.svg
	@.ci/setup plan
	@.venv/bin/python -m tests.cost

mutate: ## Plants realistic slips, SEED=1 FAULTS=1000, and says how many are told
	@.ci/setup plan
	@.venv/bin/python -m tests.mutate --seed $(or $(SEED),1) --count $(or $(FAULTS),1000) --write

variants: ## Makes right changes, SEED=1 COUNT=240, and says whether any is told
	@.ci/setup plan
	@.venv/bin/python -m tests.mutate --variants --seed $(or $(SEED),1) --count $(or $(COUNT),240) --write

hostile: ## Tries generated hostile inputs, SEED=1 INPUTS=10000, and counts what came of them
	@.ci/setup plan
	@.venv/bin/python -m tests.hostile --seed $(or $(SEED),1) --inputs $(or $(INPUTS),10000)

lock: setup ## Renews requirements.lock, requirements-floor.lock and package-lock.json
	$(LOCK) requirements.lock
	$(LOCK) requirements-floor.lock --resolution lowest-direct
	npm install --package-lock-only --lockfile-version 3 --ignore-scripts --no-audit --no-fund --loglevel=error

floor: ## Runs the quick tests on the oldest versions that pyproject.toml permits
	@.ci/setup floor
	.venv-floor/bin/pytest $(CORES) -m "not slow"

ci-documents: ## Checks the workspace and builds every document, as the workflow does
	@.ci/setup plan
	@.ci/documents

clean: ## Removes all that was built or installed here
	rm -rf .coverage .venv .venv-floor node_modules out out-exempt dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
