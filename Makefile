# make run    starts everything and prints where to sign in; Ctrl-C stops it
# make test   every check and every test
# make coverage   the tests again, with the lines they reach: half as long again
PYTHON ?= python3
PORT ?= 8000
export PORT
IN_VENV = .venv/bin/
PACKAGES = accounts cases victims notifications reports vlu
COMPILE = uv pip compile -q --generate-hashes --universal --python-version 3.11 --no-emit-index-url

.PHONY: run test coverage check bench drills drills-long screenshots lock run-packages test-packages

run: run-packages
	@$(IN_VENV)python -m vlu.trial

test: test-packages check
	@$(IN_VENV)python -m pytest

coverage: test-packages
	@$(IN_VENV)python -m pytest --cov --cov-report=term

# One line per check; the first that fails ends it.
check: test-packages
	$(IN_VENV)ruff check .
	$(IN_VENV)ruff format --check .
	$(IN_VENV)mypy $(PACKAGES) tests bench drills manage.py
	$(IN_VENV)lint-imports
	$(IN_VENV)python manage.py makemigrations --check --dry-run
	$(IN_VENV)djlint --lint --quiet templates
	$(IN_VENV)check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

bench: test-packages
	@$(IN_VENV)python -m bench

drills: test-packages
	@$(IN_VENV)python -m drills

drills-long: test-packages
	@$(IN_VENV)python -m drills --long

screenshots: test-packages
	@$(IN_VENV)python -m tests.screenshots

# Writes each .txt from the .in beside it. Needs uv; nobody who only installs does.
lock:
	@command -v uv >/dev/null || { echo "uv is needed for this: pip install uv"; exit 1; }
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-trial.in -o requirements-trial.txt
	$(COMPILE) requirements-dev.in -o requirements-dev.txt

run-packages test-packages: %-packages:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: apt-get install -y python3"; exit 1; }
	@$(PYTHON) vlu/trial/install.py $*
