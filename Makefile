# Two commands: `make run` serves Landbridge on http://localhost:8000, `make test` checks everything.
# Both install what they need on a fresh Debian 12 or 13 that has python3, pip and make; both are safe to repeat.

UV_VERSION := 0.13.9
UV := .tools/bin/uv
PORT ?= 8000
# What is downloaded is pinned by uv.lock; the machine's own Python runs it.
export UV_PYTHON := python3
export UV_PYTHON_DOWNLOADS := never
export UV_LINK_MODE := copy

CATALOGUES := $(wildcard locale/*/LC_MESSAGES/django.po)
PYTEST := .venv/bin/pytest -n 2 --dist worksteal -q

.PHONY: run test test-long check format texts clean

run: .tools/system-run .venv/ready-run .venv/ready-code .env $(CATALOGUES:.po=.mo)
	@.venv/bin/landbridge prepare
	@exec .venv/bin/landbridge serve --port $(PORT)

test: check
	$(PYTEST) -m "not long"

test-long: check
	HYPOTHESIS_PROFILE=long $(PYTEST)

# Everything that reads the code without running it.
check: .tools/system-test .venv/ready-test $(CATALOGUES:.po=.mo)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djangofmt --check $(TEMPLATES)
	.venv/bin/lint-imports
	.venv/bin/mypy

format: .venv/ready-test
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	.venv/bin/djangofmt --quiet $(TEMPLATES)

# Draw the texts of the source into the catalogues.
texts: .venv/ready-test
	.venv/bin/django-admin makemessages -l ko -l zh_Hans --no-wrap --add-location file --no-obsolete -i .venv -i var -i tests

TEMPLATES = $(shell find src -path '*/templates/*.html')

# System libraries: pango and CJK fonts to print, gettext for the catalogues; Chromium to test pages.
.tools/system-run: .ci/system
	@.ci/system run
	@mkdir -p .tools && touch $@
.tools/system-test: .ci/system
	@.ci/system test
	@mkdir -p .tools && touch $@

$(UV):
	@echo "Installing uv $(UV_VERSION) into .tools"
	@python3 -m pip install --quiet --disable-pip-version-check --no-warn-script-location --root-user-action ignore --target .tools uv==$(UV_VERSION)

.venv/ready-run: uv.lock pyproject.toml $(UV)
	@$(UV) sync --frozen --quiet --extra fast --no-dev --inexact
	@touch $@
.venv/ready-test: uv.lock pyproject.toml $(UV)
	@$(UV) sync --frozen --quiet --extra fast
	@touch $@ .venv/ready-run

# The annealing loop as machine code, kept beside its source: the first search need not wait for it.
.venv/ready-code: .venv/ready-run src/landbridge/engine/timetable/kempe.py src/landbridge/engine/timetable/accelerator.py
	@.venv/bin/python -c "from landbridge.engine.timetable.annealing import warm; warm()"
	@touch $@

.env:
	@python3 -c "import secrets; print(f'LANDBRIDGE_SECRET_KEY={secrets.token_urlsafe(50)}\nLANDBRIDGE_DEMO=1')" > $@
	@chmod 600 $@
	@echo "Wrote .env with a fresh secret; demo accounts are on (LANDBRIDGE_DEMO=1)"

%.mo: %.po
	@msgfmt --check-format -o $@ $<

clean:
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
