# What a change must pass: `make fast` while working on it, `make all` before it is merged.
PYTHON ?= python
# A process that may keep what it compiled starts in half the time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: check fast all bench

check: # style, types and the rules of the data
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m pyright
	$(PYTHON) -m etl check

fast: # a test of every layer, without a browser and without the long matrices
	$(PYTHON) -m pytest -m "not browser and not slow" --hypothesis-profile=fast

all: # everything, in a fresh environment with the exact versions
	.ci/run

bench: # ratios to a floor measured in the same run, half an hour on a quiet machine
	$(PYTHON) tests/benchmarks/bench_build.py
	$(PYTHON) tests/benchmarks/bench_measures.py
	$(PYTHON) tests/benchmarks/bench_votes.py
	$(PYTHON) tests/benchmarks/bench_dashboard.py cpu readers paint bytes
