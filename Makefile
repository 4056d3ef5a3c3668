# make          set everything up and build the bank in content/ into build/
# make test     set everything up, then run every check and test
# make setup    only the set-up: .venv with the locked packages, and Pango
# make older-anki  install older Ankis, which tests open decks with, too
# make lock     write requirements.lock anew, with the newest versions that fit
# make bench    run the benchmarks
# make clean    remove what was built and the virtual environment

VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# A Python that is not Homebrew's does not look where Homebrew puts Pango, and macOS drops this
# variable on the way through a shell: it has to stand on the command itself.
ifeq ($(shell uname -s),Darwin)
RUN := DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/usr/lib
endif

.PHONY: all setup test older-anki lock bench clean

all: setup
	@sh .ci/built || { $(RUN) $(BIN)/exporter build && touch build/.built; }

setup: $(VENV)/.packages $(VENV)/.pango

$(VENV)/.packages: requirements.lock pyproject.toml
	@[ -x $(BIN)/python ] || { python=$$(sh .ci/python) && "$$python" -m venv --clear $(VENV); }
	@echo "Installing the locked packages into $(VENV) (about 530 MB the first time)"
	@$(PIP) install --no-deps --only-binary :all: --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.pango: $(VENV)/.packages
	@sh .ci/pango $(BIN)/python
	@touch $@

test: setup older-anki
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(RUN) $(BIN)/pytest

older-anki: $(patsubst .ci/anki-%.lock,$(VENV)/older/%/.installed,$(wildcard .ci/anki-*.lock))

# Each lies in a folder of its own, and takes what it needs from the virtual environment.
$(VENV)/older/%/.installed: .ci/anki-%.lock | $(VENV)/.packages
	@rm -rf $(@D)
	@$(PIP) install --no-deps --only-binary :all: --require-hashes --requirement $< --target $(@D)
	@touch $@

lock:
	@sh .ci/lock

bench: setup
	$(RUN) $(BIN)/python -m tests.benchmarks

clean:
	find build -mindepth 1 ! -name README.md -delete
	rm -rf $(VENV)
