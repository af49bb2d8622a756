# Two commands do everything on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check traces torture bench clean
run: .venv/ready
	$(BIN)/python bot.py

test: .venv/ready
	$(BIN)/python -m pytest -n auto --dist worksteal

check: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Replays runs recorded from ODK's engine; DIR is a folder with traces.jsonl and forms/.
DIR ?= ../shared/xlsform
traces: .venv/ready
	$(BIN)/python -m tests.traces $(DIR)

# Kills the bot at random moments for as long as you like: make torture KILLS=1000; writes docs/reliability.md.
KILLS ?= 200
torture: .venv/ready
	$(BIN)/python -m tests.torture --kills $(KILLS) --write docs/reliability.md

bench: .venv/ready
	$(BIN)/python -m benchmarks.throughput
	$(BIN)/python -m benchmarks.forms

clean:
	rm -rf .venv

# uv where it is found, else venv + pip (25.1 is the first that reads dependency groups).
.venv/ready: pyproject.toml
	@if command -v uv >/dev/null; then \
	  uv venv --quiet --allow-existing --python $(PYTHON) .venv \
	  && uv pip install --quiet --python $(BIN)/python --group dev -e . ; \
	else \
	  $(PYTHON) -m venv .venv \
	  && $(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1' \
	  && $(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev -e . ; \
	fi
	@touch $@
