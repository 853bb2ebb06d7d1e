# Makefile: `make` builds the press and the booklet, `make test` tests both.
# Either first installs the Debian packages that are missing (.ci/packages).

OUT := out
PREFIX ?= /usr/local
DESTDIR ?=
VERSION := 0.1.0

PACKAGES := cairo libcmark-gfm libpng harfbuzz harfbuzz-subset yaml-0.1 \
	libunibreak fribidi libdeflate libxxhash lcms2 zlib libbrotlienc
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wvla -Wundef -Wformat=2 \
	-Wcast-qual -Wwrite-strings
# Every processor must do the same arithmetic: no fused multiply and add.
CORE = -std=c17 -Isrc -ffp-contract=off
COMMON = $(CORE) -pthread -DOCTAVO_VERSION='"$(VERSION)"' $(WARNINGS)
CFLAGS_OF = $(shell pkg-config --cflags $(PACKAGES))
LIBS_OF = $(shell pkg-config --libs $(PACKAGES)) -lhpdf -lhyphen -lm -pthread

RELEASE := -O2
CHECKED := -O1 -g -fsanitize=address,undefined \
	-fno-sanitize-recover=undefined -fno-omit-frame-pointer

SRC := $(wildcard src/*.c src/*/*.c)
ROOMS := $(wildcard src/*/*.c)
TESTS := $(wildcard tests/*.c)
OBJ := $(SRC:%.c=$(OUT)/.obj/release/%.o)
CHECK_OBJ := $(ROOMS:%.c=$(OUT)/.obj/check/%.o) \
	$(TESTS:%.c=$(OUT)/.obj/check/%.o)
# Programs by themselves: tests/tools/ is no part of the test program.
ULP := tests/tools/ulp.c src/data/real.c src/solve/philox.c src/base/pool.c
FORMATTED := $(wildcard src/*.[ch] src/*/*.[ch] tests/*.[ch] tests/*/*.[ch])

.PHONY: all program book test ulp bench contact-sheet reproduce lint format bless clean install
all: book

program: $(OUT)/bin/octavo

book: program
	$(OUT)/bin/octavo build

# ---- packages ----

.PRECIOUS: $(OUT)/.obj/packages-%
$(OUT)/.obj/packages-%: .ci/packages
	@mkdir -p $(@D)
	.ci/packages $*
	@touch $@

# ---- objects ----

$(OUT)/.obj/release/%.o: %.c | $(OUT)/.obj/packages-build
	@mkdir -p $(@D)
	@echo cc $<
	@$(CC) $(COMMON) $(RELEASE) $(CFLAGS_OF) -MMD -MP -c -o $@ $<

$(OUT)/.obj/check/%.o: %.c | $(OUT)/.obj/packages-test
	@mkdir -p $(@D)
	@echo cc $< '(checked)'
	@$(CC) $(COMMON) $(CHECKED) $(CFLAGS_OF) -MMD -MP -c -o $@ $<

$(OUT)/bin/octavo: $(OBJ)
	@mkdir -p $(@D)
	@echo link $@
	@$(CC) $(RELEASE) -o $@ $^ $(LIBS_OF)

$(OUT)/.obj/check/octavo-check: $(CHECK_OBJ)
	@echo link $@
	@$(CC) $(CHECKED) -o $@ $^ $(LIBS_OF) $(shell pkg-config --libs check gsl libbrotlidec)

$(OUT)/.obj/ulp: $(ULP) | $(OUT)/.obj/packages-build
	@mkdir -p $(@D)
	@echo link $@
	@$(CC) $(COMMON) $(RELEASE) -o $@ $^ -lquadmath -lm

$(OUT)/.obj/speed: tests/tools/speed.c $(OBJ)
	@echo link $@
	@$(CC) $(COMMON) $(RELEASE) -o $@ $< \
		$(ROOMS:%.c=$(OUT)/.obj/release/%.o) $(LIBS_OF)

$(OUT)/.obj/frames: tests/tools/frames.c $(OBJ)
	@echo link $@
	@$(CC) $(COMMON) $(RELEASE) $(CFLAGS_OF) -o $@ $< \
		$(ROOMS:%.c=$(OUT)/.obj/release/%.o) $(LIBS_OF)

-include $(OBJ:.o=.d) $(CHECK_OBJ:.o=.d)

# ---- what one does with them ----

test: $(OUT)/.obj/check/octavo-check program
	$(OUT)/.obj/check/octavo-check
	tests/end-to-end.sh
	tests/same-bits.sh $(CORE)

# The worst errors of the portable functions, over millions of arguments.
ulp: $(OUT)/.obj/ulp
	$(OUT)/.obj/ulp

# Write the golden files anew; the commit shows what changed in them.
bless: $(OUT)/.obj/check/octavo-check
	BLESS=1 $(OUT)/.obj/check/octavo-check

bench: program $(OUT)/.obj/speed $(OUT)/.obj/frames | $(OUT)/.obj/packages-bench
	tests/bench.sh

# Every figure on one page, as its readers may meet it.
contact-sheet: book
	tests/contact-sheet.sh

# What others have published beside what their models give here.
reproduce: program
	$(OUT)/bin/octavo solve reproduce

lint: | $(OUT)/.obj/packages-lint
	clang-format --dry-run -Werror $(FORMATTED)
	tests/lint.sh $(COMMON) $(CFLAGS_OF)

format: | $(OUT)/.obj/packages-lint
	clang-format -i $(FORMATTED)

clean:
	rm -rf $(OUT)

install: program
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/octavo
	install -m 755 $(OUT)/bin/octavo $(DESTDIR)$(PREFIX)/bin/octavo
	cp -R templates $(DESTDIR)$(PREFIX)/share/octavo/
