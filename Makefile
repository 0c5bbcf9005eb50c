# Everything a newcomer needs; each finds or obtains PostgreSQL and nats-server by itself.
.PHONY: up test rehearse bench bench-day upgrade sizing chaos outage spike lint image city-image images compiler

# One test runner and one build shape everywhere, so that nothing is compiled twice.
NEXTEST := $(shell cargo nextest --version >/dev/null 2>&1 && echo yes)
TEST := $(if $(NEXTEST),cargo nextest run --workspace,cargo test --workspace)
UPGRADE := $(if $(NEXTEST),$(TEST) -E 'package(shiyu-e2e) & test(/^city::(upgrade|contract)/)' --success-output final,$(TEST) --test it -- city::upgrade city::contract)

# A city desk and two counties on this machine, a demo playing in one of them. Ctrl-C ends it; its data stays in ./data.
up: compiler
	cargo build --workspace --bin shiyu
	$${CARGO_TARGET_DIR:-target}/debug/shiyu up --demo

# Every test, on a throw-away PostgreSQL and a nats-server of its own.
test: compiler
	./.ci/services run -- $(TEST)

# An installation without a cluster: what `shiyu county new` writes and the chart renders runs on this machine, a process a pod.
rehearse: compiler
	cargo build --workspace --bin shiyu
	./.ci/services run -- ./.ci/cluster rehearse

# The measurements of README.md, on a durable PostgreSQL.
bench: compiler
	cargo build --release -p shiyu-petition -p shiyu-grid -p shiyu-e2e --lib --bins
	cargo bench -p shiyu-grid --bench locate
	SHIYU_TEST_FSYNC=on ./.ci/services run -- cargo bench -p shiyu-assessment --bench rebuild
	SHIYU_TEST_FSYNC=on ./.ci/services run -- cargo bench -p shiyu-e2e --bench petition --bench grid

# A day of 90,000 intakes through every service: the whole time, and how far the assessment lies behind the last event.
bench-day: compiler
	cargo build --release -p shiyu-city --bin shiyu
	SHIYU_TEST_FSYNC=on ./.ci/services run -- cargo bench -p shiyu-e2e --bench day

# From an older build to this one under load: SHIYU_E2E_PREVIOUS_COMMIT names a commit, the last release (or the parent) is taken without.
upgrade: compiler
	previous=$$(./.ci/previous) && cargo build --workspace --bin shiyu && \
	SHIYU_E2E_PREVIOUS="$$previous" ./.ci/services run -- $(UPGRADE)

# What a county costs, for helm/county/SIZING.md.
sizing: compiler
	cargo build --release -p shiyu-city --bin shiyu
	SHIYU_TEST_FSYNC=on ./.ci/services run -- cargo bench -p shiyu-e2e --bench sizing

# Services as processes, killed with SIGKILL at named points and at random; a table of what was lost and doubled. SEED draws another run,
# ONLY takes the rounds whose name contains it.
CHAOS := cargo build --workspace --bins && ./.ci/services run -- $${CARGO_TARGET_DIR:-target}/debug/shiyu-chaos $(if $(SEED),--seed $(SEED)) $(if $(ONLY),--only '$(ONLY)')
chaos: compiler
	$(CHAOS)

# The broker or a service away, from ten seconds to an hour.
outage: compiler
	$(CHAOS) --what outage

# From 1 to 35 lives a second and down again: errors, and how long each fall took. SECONDS is how long a step lasts.
spike: compiler
	$(CHAOS) --what spike $(if $(SECONDS),--seconds $(SECONDS))

# What a change must pass before its tests are worth running.
lint: compiler
	./.ci/run lint

# The image of the services, without an image registry, checked; its bill of materials lies in it.
image: compiler
	./.ci/image build

# The city of programs in containers: the services from an image of this build, PostgreSQL and nats-server from theirs.
city-image: compiler
	cargo build --workspace --bin shiyu
	SHIYU_IMAGE=shiyu:test SHIYU_IMAGE_PROGRAM=$${CARGO_TARGET_DIR:-target}/debug/shiyu ./.ci/image build
	images=$$(./.ci/containers start) && eval "$$images" && SHIYU_TEST_NO_SKIP=1 SHIYU_E2E_LANE=containers SHIYU_E2E_IMAGE=shiyu:test \
	$(if $(NEXTEST),$(TEST) -E 'package(shiyu-e2e) & test(/^(city|our_county)::/)' --success-output final,$(TEST) --test it -- city:: our_county::)

# An engine and the images the end-to-end tests start.
images:
	./.ci/containers start

compiler:
	@command -v cargo >/dev/null || { echo "Rust is missing: install it with rustup" >&2; exit 1; }
	@command -v cc >/dev/null || { echo "a C compiler is missing: install gcc or clang (Debian: build-essential)" >&2; exit 1; }
