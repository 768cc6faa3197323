PYTHON := .venv/bin/python

.PHONY: run test check fix bench faults load audit lock

run: ## the whole house on this machine
	@python3 siting/machine.py run

test: ## everything, on PostgreSQL, SQLite and in a browser
	@python3 siting/machine.py test
	@$(PYTHON) -m tests.run

check: export DEBUG := 1
check: export ENV_FILE := /dev/null
check: export DATABASE_URL := sqlite://:memory:
check: ## what needs no running
	@python3 siting/machine.py check
	@$(PYTHON) -m ruff format --check --quiet .
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m mypy --no-error-summary
	@.venv/bin/lint-imports --no-logo --cache-dir .cache/importlinter
	@$(PYTHON) -m djlint --check --lint --quiet templates
	@$(PYTHON) manage.py makemigrations --check --dry-run
	@! grep -n '://' requirements.txt requirements-dev.txt
	@echo check: ok

fix: ## what can be put right by machine
	@$(PYTHON) -m ruff check --fix --quiet .
	@$(PYTHON) -m ruff format --quiet .
	@$(PYTHON) -m djlint --reformat --quiet templates || $(PYTHON) -m djlint --check --quiet templates

bench: ## how long things take
	@python3 siting/machine.py test
	@$(PYTHON) -m tests.run bench

faults: ## the long form: more kills, more rounds
	@python3 siting/machine.py test
	@FAULTS=long $(PYTHON) -m tests.run faults

load: ## a round for 200 agreements, from its opening to its closing
	@python3 siting/machine.py test
	@$(PYTHON) -m tests.run load

audit: ## every page as every role, under the accessibility checker
	@python3 siting/machine.py test
	@$(PYTHON) -m tests.run audit

lock: ## requirements*.txt from pyproject.toml, newest versions that fit
	@python3 -m venv .venv-lock
	@.venv-lock/bin/pip install --quiet uv
	@.venv-lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header pyproject.toml --output-file requirements.txt
	@.venv-lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header pyproject.toml --extra dev --constraint requirements.txt \
		--output-file requirements-dev.txt
