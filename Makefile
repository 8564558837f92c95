# skillgap. `make report` sets up, builds and prints the report on the shipped data; `make check` runs all tests.
VERSION := 0.1.0
DATE := 2026-11-22
PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
ifeq ($(origin CC),default)
CC := gcc
endif

# SAN=address,undefined builds aside, in a folder of its own; so does coverage.
SAN ?=
COVERAGE ?=
comma := ,
BUILD ?= build$(if $(SAN),-$(subst $(comma),-,$(SAN)))$(if $(COVERAGE),-coverage)

# Debian packages: to build and run, and to test as well.
DEPS_BUILD := gcc make pkg-config libcsv-dev libgsl-dev libsqlite3-dev libjansson-dev libyaml-dev libxxhash-dev \
    libutf8proc-dev libseccomp-dev zlib1g-dev liblzma-dev libzip-dev libexpat1-dev libcurl4-openssl-dev \
    libreadline-dev
DEPS_CHECK := $(DEPS_BUILD) libcmocka-dev

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla
CFLAGS ?= -O2 -g
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -Icore -Icore/include -DSG_VERSION='"$(VERSION)"' -DSG_PREFIX='"$(PREFIX)"' \
    -DSG_DATE='"$(DATE)"' $(WARN) -fvisibility=hidden $(CFLAGS)
LDLIBS = -lgsl -lgslcblas -lsqlite3 -ljansson -lyaml -lxxhash -lutf8proc -lcsv -lseccomp -lzip -lz -llzma -lexpat -ldl -lm
ifneq ($(SAN),)
ALL_CFLAGS += -fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=all -DSG_UNCONFINED
LDFLAGS += -fsanitize=$(SAN)
endif
ifneq ($(COVERAGE),)
ALL_CFLAGS += --coverage -O0 -DSG_UNCONFINED -DSG_COVERAGE
LDFLAGS += --coverage
endif

CORE := $(wildcard core/*/*.c)
CORE_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(filter-out core/cli/main.c,$(CORE))) $(BUILD)/core/report/page_css.o
LIBS_postings_columns := -lcsv
PLUGIN_FOLDERS := $(patsubst plugins/%/,%,$(wildcard plugins/*/))
PLUGINS := $(patsubst plugins/%.c,$(BUILD)/plugins/%.so,$(wildcard plugins/*.c)) \
    $(PLUGIN_FOLDERS:%=$(BUILD)/plugins/%.so)
TESTS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/test_*.c))
TEST_PLUGINS := $(patsubst tests/plugins/%.c,$(BUILD)/tests/plugins/%.so,$(wildcard tests/plugins/*.c))

MANUALS := $(addprefix $(BUILD)/man/,skillgap.1 skillgap-formats.5 skillgap-plugin.7)
COMPLETIONS := $(addprefix $(BUILD)/completions/,bash zsh fish)

.DELETE_ON_ERROR:
.PHONY: all report check lint bench bench_outlook learn datasets coverage fuzz install clean deps deps-check tests

all: $(BUILD)/skillgap $(PLUGINS) $(MANUALS) $(COMPLETIONS)

# The first build takes minutes: a person is told so, on standard error.
report: deps
	@new=$$([ -x $(BUILD)/skillgap ] || echo 1); \
	    [ -z "$$new" ] || echo "Building skillgap, once: one to three minutes …" >&2; \
	    $(MAKE) --no-print-directory -s all && { [ -z "$$new" ] || echo "Built. The report:" >&2; }
	@$(BUILD)/skillgap report --profile datasets/example/profile.json --offer datasets/example/offer.json

deps:
	@sh tests/lint/deps.sh $(DEPS_BUILD)
deps-check:
	@sh tests/lint/deps.sh $(DEPS_CHECK)

$(BUILD)/skillgap: $(BUILD)/core/cli/main.o $(BUILD)/libskillgap.a
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# The program writes its manual and its completions itself, from its table of commands.
$(MANUALS): $(BUILD)/skillgap
	@mkdir -p $(@D)
	$(BUILD)/skillgap manual $(basename $(@F)) --output $@
$(COMPLETIONS): $(BUILD)/skillgap
	@mkdir -p $(@D)
	$(BUILD)/skillgap completion $(@F) --output $@

$(BUILD)/libskillgap.a: $(CORE_OBJ)
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The page's style sheet as bytes, with the hash by which the page's policy lets it in.
$(BUILD)/core/report/page_css.c: core/report/page.css
	@mkdir -p $(@D)
	@{ echo '#include "report/html.h"'; echo 'const char sg_page_css[] = {'; od -An -v -td1 $< | sed 's/  */,/g; s/^,//; s/$$/,/'; \
	    echo '0};'; echo 'const size_t sg_page_css_len = sizeof sg_page_css - 1;'; \
	    echo "const char sg_page_css_hash[] = \"$$(sha256sum $< | cut -c1-64 | tr a-f A-F | basenc -d --base16 | base64)\";"; } >$@
$(BUILD)/core/report/page_css.o: $(BUILD)/core/report/page_css.c $(BUILD)/flags
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

PLUGIN_CHECKS := $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all,-Wl$(comma)-z$(comma)defs)

# A plugin sees its contract and the C library, nothing of the core; it links against no core symbol.
$(BUILD)/plugins/%.so: plugins/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) -std=c17 -Icore/include $(WARN) -fvisibility=hidden $(CFLAGS) -fPIC -shared $(PLUGIN_CHECKS) \
	    -MMD -MP -MF $(BUILD)/plugins/$*.d -o $@ $< $(LIBS_$*)

# A plugin of several files: plugins/ID/*.c.
define folder_plugin
$(BUILD)/plugins/$(1).so: $(wildcard plugins/$(1)/*.c) $(wildcard plugins/$(1)/*.h) core/include/skillgap/plugin.h \
    $(BUILD)/flags
	@mkdir -p $$(@D)
	$$(CC) -std=c17 -Icore/include $$(WARN) -fvisibility=hidden $$(CFLAGS) -fPIC -shared \
	    $$(PLUGIN_CHECKS) -o $$@ $$(filter %.c,$$^) $$(LIBS_$(1))
endef
$(foreach id,$(PLUGIN_FOLDERS),$(eval $(call folder_plugin,$(id))))

$(BUILD)/tests/plugins/%.so: tests/plugins/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE -Icore/include $(WARN) -fvisibility=hidden $(CFLAGS) -fPIC -shared -MMD -MP \
	    -MF $(BUILD)/tests/plugins/$*.d -o $@ $<

$(BUILD)/tests/test_%: $(BUILD)/tests/test_%.o $(BUILD)/libskillgap.a
	$(CC) $(LDFLAGS) -o $@ $^ -lcmocka $(LDLIBS)

# Rebuilds all when the flags change.
$(BUILD)/flags: FORCE
	@mkdir -p $(BUILD)
	@echo '$(CC) $(ALL_CFLAGS) $(LDFLAGS)' | cmp -s - $@ || echo '$(CC) $(ALL_CFLAGS) $(LDFLAGS)' > $@
.PHONY: FORCE
FORCE:

tests: all $(TESTS) $(TEST_PLUGINS)

# ONLY=test_month runs one.
check: deps-check
	@$(MAKE) --no-print-directory -s -j2 tests
	@BUILD=$(BUILD) sh tests/run.sh $(ONLY)

lint:
	@sh tests/lint/lint.sh

coverage:
	@$(MAKE) --no-print-directory -s -j2 COVERAGE=1 tests
	@BUILD=build-coverage sh tests/run.sh
	@gcovr -r . --object-directory build-coverage --filter 'core/' --exclude core/cli/main.c --print-summary | tail -70

# datasets/ anew from the folder of downloaded originals; datasets/README.md says what it holds.
datasets: all
	@[ -n "$(DATA)" ] || { echo "usage: make datasets DATA=DIR" >&2; exit 2; }
	@BUILD=$(BUILD) sh datasets/make/all.sh "$(DATA)"

$(BUILD)/tests/bench_gen: tests/bench/gen.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE $(WARN) $(CFLAGS) -o $@ $<
$(BUILD)/tests/bench_stages: $(BUILD)/tests/bench/bench.o $(BUILD)/libskillgap.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(BUILD)/tests/bench_store: $(BUILD)/tests/bench/store.o $(BUILD)/libskillgap.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
# The outlook on history: skills found early; stages and windows; when to give way to the last value.
$(addprefix $(BUILD)/tests/bench_,emerging outlook fallback): $(BUILD)/tests/bench_%: $(BUILD)/tests/bench/%.o \
    $(BUILD)/tests/bench/history.o $(BUILD)/libskillgap.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(BUILD)/tests/bench_link: $(BUILD)/tests/bench/link.o $(BUILD)/libskillgap.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/tests/bench_learn: $(BUILD)/tests/bench/learn_values.o $(BUILD)/libskillgap.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# On the shipped past: stages and windows called, skills ranked by their chance to gain (core/outlook/OUTLOOK.md), short
# sources linked to long ones.
bench_outlook: all $(BUILD)/tests/bench_outlook $(BUILD)/tests/bench_emerging $(BUILD)/tests/bench_link
	@$(BUILD)/tests/bench_outlook
	@$(BUILD)/tests/bench_emerging
	@$(BUILD)/tests/bench_emerging early
	@$(BUILD)/tests/bench_link

# What blend.c and bounds.c hold, learnt anew from the competition's training parts: prints it.
learn: $(BUILD)/tests/bench_learn
	@[ -n "$(DATA)" ] || { echo "usage: make learn DATA=DIR" >&2; exit 2; }
	@$(BUILD)/tests/bench_learn "$(DATA)/forecast/m3_monthly.csv"

# Hyperscan is for the benchmark alone; without it there is no race.
HYPERSCAN = $(shell pkg-config --exists libhs && echo "-DBENCH_HYPERSCAN $$(pkg-config --cflags --libs libhs) -lstdc++")
$(BUILD)/tests/bench_match: tests/bench/match.c tests/bench/literals.inc tests/bench/rules.inc $(BUILD)/libskillgap.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< $(BUILD)/libskillgap.a $(HYPERSCAN) $(LDLIBS)

$(BUILD)/tests/bench_libcsv: tests/bench/libcsv.c
	@mkdir -p $(@D)
	$(CC) -std=c17 -D_GNU_SOURCE $(WARN) $(CFLAGS) -o $@ $< -lcsv

bench: all $(BUILD)/tests/bench_gen $(BUILD)/tests/bench_stages $(BUILD)/tests/bench_store $(BUILD)/tests/bench_libcsv \
    $(BUILD)/tests/test_csv_parts
	@sh tests/bench/hyperscan.sh
	@$(MAKE) --no-print-directory -s $(BUILD)/tests/bench_match
	@BUILD=$(BUILD) DATA="$(DATA)" sh tests/bench/bench.sh

# Coverage-guided fuzzing of one parser: make fuzz TARGET=csv SECONDS=60
fuzz:
	@$(MAKE) --no-print-directory -s CC=clang BUILD=build-fuzz COVERAGE= SAN=address,undefined \
	    CFLAGS="-O1 -g -fsanitize=fuzzer-no-link" build-fuzz/libskillgap.a
	@clang $(ALL_CFLAGS) -DSG_LIBFUZZER -fsanitize=fuzzer,address,undefined -o build-fuzz/fuzz_$(TARGET) tests/fuzz/fuzz_$(TARGET).c \
	    build-fuzz/libskillgap.a $(LDLIBS)
	@mkdir -p build-fuzz/corpus-$(TARGET) && build-fuzz/fuzz_$(TARGET) -max_total_time=$(or $(SECONDS),60) build-fuzz/corpus-$(TARGET)

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/include/skillgap $(DESTDIR)$(PREFIX)/lib/pkgconfig \
	    $(DESTDIR)$(PREFIX)/lib/skillgap/plugins $(DESTDIR)$(PREFIX)/share/skillgap
	install -m 755 $(BUILD)/skillgap $(DESTDIR)$(PREFIX)/bin/skillgap
	install -m 644 $(filter-out %_template.so,$(PLUGINS)) $(DESTDIR)$(PREFIX)/lib/skillgap/plugins/
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/skillgap/templates plugins/*_template.c
	install -m 644 core/include/skillgap/plugin.h $(DESTDIR)$(PREFIX)/include/skillgap/plugin.h
	printf 'prefix=%s\nincludedir=$${prefix}/include\nplugindir=$${prefix}/lib/skillgap/plugins\n\nName: skillgap\nDescription: the plugin contract of skillgap\nVersion: %s\nCflags: -I$${includedir}\n' \
	    '$(PREFIX)' '$(VERSION)' > $(DESTDIR)$(PREFIX)/lib/pkgconfig/skillgap.pc
	install -d $(addprefix $(DESTDIR)$(PREFIX)/share/,man/man1 man/man5 man/man7 bash-completion/completions \
	    zsh/site-functions fish/vendor_completions.d)
	install -m 644 $(BUILD)/man/skillgap.1 $(DESTDIR)$(PREFIX)/share/man/man1/
	install -m 644 $(BUILD)/man/skillgap-formats.5 $(DESTDIR)$(PREFIX)/share/man/man5/
	install -m 644 $(BUILD)/man/skillgap-plugin.7 $(DESTDIR)$(PREFIX)/share/man/man7/
	install -m 644 $(BUILD)/completions/bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/skillgap
	install -m 644 $(BUILD)/completions/zsh $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_skillgap
	install -m 644 $(BUILD)/completions/fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/skillgap.fish
	cd datasets && find . -name '*.csv' -o -name 'README.md' -o -name common_words.txt -o -path './schema/*.json' -o -path './example/*' -type f | while read -r file; do \
	    install -D -m 644 "$$file" "$(DESTDIR)$(PREFIX)/share/skillgap/$$file"; done

clean:
	rm -rf build build-*

-include $(patsubst %.o,%.d,$(CORE_OBJ)) $(BUILD)/core/cli/main.d $(PLUGINS:.so=.d) $(TESTS:%=%.d) $(TEST_PLUGINS:.so=.d) $(wildcard $(BUILD)/tests/bench/*.d)
