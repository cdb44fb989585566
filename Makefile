# Everything that one does here. `make help` lists it.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin

# Every install, and every isolated build that it starts, takes the pinned versions. Two names
# because pip 25.3 and later read the second for builds, and older ones know the first alone.
PINNED := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt
INSTALL := $(PINNED) $(BIN)/python -m pip install --quiet --disable-pip-version-check
PINS := pyproject.toml constraints.txt

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
BROWSER := tests/browser
.PHONY: show test test-site lint format bench docs site screenshots site-pictures mutants fuzz oracle clean help

show: $(VENV)/.installed  ## draw the timeline of one case: the quickest look
	$(BIN)/timeline show may3-syria

test: $(VENV)/.installed-test  ## run the tests
	$(BIN)/pytest -n 2

# Nothing is kept of a check that could not run: a test that is skipped here has failed.
test-site: $(VENV)/.installed-site $(BROWSER)/node_modules/.package-lock.json  ## look at every kind of page in a real browser
	@$(BROWSER)/debian.sh
	$(BIN)/pytest -n 2 $(BROWSER)

lint: $(VENV)/.installed-lint  ## check style, types and the order of the rooms
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-lint  ## put the code into the house's form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/.installed  ## measure what a reader waits for, against the targets
	$(BIN)/python -m benchmarks

docs: $(VENV)/.installed  ## write the generated pages of docs/
	$(BIN)/python -m tools.make_docs

site: $(VENV)/.installed  ## publish the cases of this checkout as a site, into build/site
	$(BIN)/timeline publish build/site

screenshots: $(VENV)/.installed  ## draw the pictures of docs/
	$(BIN)/python tools/screenshots.py

site-pictures: $(VENV)/.installed-site  ## draw the pictures of the site in docs/images, in a real browser
	@$(BROWSER)/debian.sh
	$(BIN)/python tools/site_pictures.py

# ONLY='timeline.chrono.interval.*' tries one module again, ONLY='--sample 1000' so many changes
# picked by chance (--seed 0 unless another is named); ONLY=--report says what the last run found.
mutants: $(VENV)/.installed-mutants  ## change the code, and see that a test notices: hours
	$(BIN)/python tools/mutants.py $(ONLY)

# SECONDS=60 is shorter. What it finds stays in .fuzz/, with the inputs that a next run goes on from.
SECONDS := 600
fuzz: $(VENV)/.installed-fuzz  ## try inputs made by chance against every promise: ten minutes
	$(BIN)/python -m fuzz --seconds $(SECONDS)

# COUNT=1000 is shorter, FROM=5000 begins at another case, ONLY=verdict,breach compares less.
COUNT := 20000
FROM := 0
oracle: $(VENV)/.installed-test  ## hold verdicts against brute force on small cases made by chance
	$(BIN)/python -m tests.oracle --count $(COUNT) --seed $(FROM) $(if $(ONLY),--only $(ONLY))

clean:  ## remove whatever can be made again
	rm -rf $(VENV) build dist .coverage .coverage.* htmlcov mutants
	rm -rf $(BROWSER)/node_modules
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -type d -name __pycache__ -prune -exec rm -rf {} +

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

# A stamp is as new as the last install: a second run installs nothing.

$(VENV)/.installed: $(PINS) $(VENV)/.made
	@echo "installing timeline into $(VENV)"
	@$(INSTALL) -e .
	@touch $@

$(VENV)/.installed-test: $(PINS) $(VENV)/.made
	@echo "installing timeline and what its tests need into $(VENV)"
	@$(INSTALL) -e '.[test]'
	@touch $@

$(VENV)/.installed-site: $(PINS) $(VENV)/.made
	@echo "installing timeline and what drives a browser into $(VENV)"
	@$(INSTALL) -e '.[test-site]'
	@touch $@

$(BROWSER)/node_modules/.package-lock.json: $(BROWSER)/package-lock.json
	@echo "installing what checks pages into $(BROWSER)/node_modules"
	@npm ci --prefix $(BROWSER) --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(VENV)/.installed-mutants: $(PINS) $(VENV)/.made
	@echo "installing timeline, what its tests need, and what changes the code, into $(VENV)"
	@$(INSTALL) -e '.[mutants]'
	@touch $@

$(VENV)/.installed-fuzz: $(PINS) $(VENV)/.made
	@echo "installing timeline and what makes inputs for it into $(VENV)"
	@$(INSTALL) -e '.[fuzz]'
	@touch $@

$(VENV)/.installed-lint: $(PINS) $(VENV)/.made
	@echo "installing timeline and what the checks need into $(VENV)"
	@$(INSTALL) -e '.[lint,test]'
	@touch $@

# PYTHON=/some/python is tried first; a name that is found but does not run is passed over.
$(VENV)/.made:
	@for python in $(PYTHON) python3.11 python3; do \
	    if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        echo "making $(VENV) with $$("$$python" --version)"; \
	        "$$python" -m venv --clear $(VENV) && touch $@; \
	        exit; \
	    fi; \
	done; \
	echo "timeline needs Python 3.11 or later: neither python3.11 nor python3 is one" >&2; \
	echo "hint: install it, or name it: make show PYTHON=/path/to/python3.11" >&2; \
	exit 1
