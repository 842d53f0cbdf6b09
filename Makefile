PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
DISTRIBUTED := .venv/distributed
SPARK := .venv/spark
CFFCONVERT := .venv/cffconvert

.PHONY: help setup setup-distributed setup-spark setup-cffconvert demo test test-slow test-ui test-distributed lint lock docs gold simulate yardsticks bench clean
.DEFAULT_GOAL := help

help: ## what there is to make
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 18

setup: $(READY) ## install everything into .venv

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "helpwanted needs Python 3.11, 3.12 or 3.13: make PYTHON=python3.12 …"; exit 1; }
	@echo "setting up .venv: some 250 packages, once; a few minutes"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

# What else they depend on is in requirements.lock, and stays as it is there.
EXTRA := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps

setup-distributed: $(DISTRIBUTED) ## what Airflow needs past one machine: Celery and its drivers

$(DISTRIBUTED): requirements-distributed.lock $(READY)
	@$(EXTRA) -r requirements-distributed.lock
	@touch $(DISTRIBUTED)

setup-spark: $(SPARK) ## Spark, in a folder of its own: Great Expectations loads it wherever it finds it

$(SPARK): requirements-spark.lock $(READY)
	@rm -rf $(SPARK)
	@$(EXTRA) --target $(SPARK) -r requirements-spark.lock
	@touch $(SPARK)

setup-cffconvert: $(CFFCONVERT) ## the validator of CITATION.cff, in a folder of its own: it wants an older jsonschema than Airflow

$(CFFCONVERT): requirements-cffconvert.lock $(READY)
	@rm -rf $(CFFCONVERT)
	@$(EXTRA) --target $(CFFCONVERT) -r requirements-cffconvert.lock
	@touch $(CFFCONVERT)

demo: setup ## half a year of a synthetic market, through everything, to a release
	@$(BIN)/helpwanted demo

test: setup setup-cffconvert ## the whole suite but what the next targets run
	@$(BIN)/python -m pytest

test-slow: setup ## kills, buckets, a real file: what takes long
	@$(BIN)/python -m pytest -m slow

test-ui: setup ## the tests that need a browser, or a whole Airflow
	@$(BIN)/python -m pytest -m ui -n 0

test-distributed: setup-distributed ## two workers, Redis, PostgreSQL and S3 on loopback, one worker killed; Spark where Java is
	@! command -v java >/dev/null || $(MAKE) --no-print-directory setup-spark
	@$(BIN)/python -m pytest -m distributed -n 0 tests/distributed

lint: setup ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

docs: setup ## renew the generated blocks of README and docs
	@$(BIN)/python -m docs.generate

gold: setup ## measure the taxonomy on labelled titles, which lie in ../shared/gold
	@$(BIN)/python -m tests.gold.titles
	@$(BIN)/python -m tests.gold.unseen
	@$(BIN)/python -m tests.gold.people
	@$(BIN)/python -m tests.gold.linkage
	@$(BIN)/python -m tests.gold.emphasis

simulate: setup ## prove intervals, index, closings and verdicts on 2,000 simulated markets; some minutes
	@$(BIN)/python -m simulation

yardsticks: setup ## count again what becomes of real histories, which lie in ../shared/realdata; some five minutes
	@$(BIN)/python -m bench.yardsticks

bench: demo ## measure speed and memory, side by side; some twenty minutes
	@$(BIN)/python -m bench.classify_titles
	@$(BIN)/python -m bench.text_stage
	@$(BIN)/python -m bench.crawl
	@$(BIN)/python -m bench.refresh
	@$(BIN)/python -m bench.release
	@$(BIN)/python -m bench.airflow

EXPORT := --quiet --no-header --format requirements-txt --no-emit-project

COMPILE := --quiet --no-header --no-annotate --universal --generate-hashes --python-version 3.11

lock: setup ## renew the locks from pyproject.toml; those of the extras hold what requirements.lock does not
	@$(BIN)/uv export $(EXPORT) --upgrade -o requirements.lock
	@$(BIN)/uv export $(EXPORT) --no-annotate --extra distributed | grep -vxFf requirements.lock > requirements-distributed.lock
	@$(BIN)/uv export $(EXPORT) --no-annotate --extra spark | grep -vxFf requirements.lock > requirements-spark.lock
	@echo 'cffconvert>=2,<3' | $(BIN)/uv pip compile $(COMPILE) - > requirements-cffconvert.lock
	@rm -f uv.lock

clean: ## remove what tests and demo left behind
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis data-demo artifacts
