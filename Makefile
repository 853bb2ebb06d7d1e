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

LIVE := $(wildcard src/live/*.c) src/draw/absent.c
SRC := $(filter-out $(LIVE),$(wildcard src/*.c src/*/*.c))
ROOMS := $(filter-out $(LIVE),$(wildcard src/*/*.c))
TESTS := $(wildcard tests/*.c)
OBJ := $(SRC:%.c=$(OUT)/.obj/release/%.o) $(OUT)/.obj/live_module.o
CHECK_OBJ := $(ROOMS:%.c=$(OUT)/.obj/check/%.o) \
	$(TESTS:%.c=$(OUT)/.obj/check/%.o)
# Programs by themselves: tests/tools/ is no part of the test program.
ULP := tests/tools/ulp.c src/data/real.c src/solve/philox.c src/base/pool.c
FORMATTED := $(wildcard src/*.[ch] src/*/*.[ch] tests/*.[ch] tests/*/*.[ch])

.PHONY: all program module book test ulp bench contact-sheet reproduce lint format bless clean install
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

# ---- the module of the page ----

# The same files once more, for the reader's browser: the curve and what charts
# of it are drawn with. Link-time optimization takes out what no page calls.
LIVE_ROOMS := $(addprefix src/data/,data.c real.c words.c) \
	$(addprefix src/solve/,couple.c curve.c event.c governor.c normal.c ode.c \
	philox.c range.c columns.c runs.c ensemble.c samples.c spiral.c symbols.c \
	trial.c) \
	$(addprefix src/draw/,axis.c bands.c block.c carry.c chart.c curves.c \
	describe.c ends.c extent.c frame.c growth.c keep.c label.c notes.c \
	palette.c panel.c plot.c points.c polyline.c readout.c scale.c \
	spiral_keep.c strip.c tick.c) \
	src/sheet/list.c src/sheet/path.c src/sheet/sheet.c src/sheet/walk.c \
	src/base/text.c \
	src/tree/item.c src/draw/absent.c \
	src/live/bench.c src/live/live.c
LIVE_OBJ := $(LIVE_ROOMS:%.c=$(OUT)/.obj/live/%.o)
LIVE_LEVEL := -Oz
LIVE_FLAGS = --target=wasm32-wasi --sysroot=/usr $(CORE) $(LIVE_LEVEL) -DNDEBUG \
	-mbulk-memory -mnontrapping-fptoint -msign-ext -msimd128 -fno-math-errno \
	-fno-vectorize -fno-slp-vectorize -fvisibility=hidden

# As a part of the program; empty, and said, where the compiler is not there.
module: | $(OUT)/.obj/packages-build
	@if command -v clang && command -v wasm-ld && \
		command -v wasm-opt && [ -d /usr/include/wasm32-wasi ]; then \
		$(MAKE) -s --no-print-directory $(OUT)/.obj/live.wasm; else \
		echo 'no clang with lld, binaryen and wasi-libc: pages stay still'; \
		: >$(OUT)/.obj/live.wasm; fi >$(OUT)/.obj/module.log
	@grep -v '^/' $(OUT)/.obj/module.log || :
	@{ echo '#include "command.h"'; \
		echo 'static const unsigned char bytes[] = {'; \
		od -An -v -tu1 $(OUT)/.obj/live.wasm | sed 's/[0-9][0-9]*/&,/g'; \
		echo '0};'; echo 'const struct bytes live_module ='; \
		echo '    {(const char *)bytes, sizeof bytes - 1};'; \
	} >$(OUT)/.obj/live_module.new
	@cmp -s $(OUT)/.obj/live_module.new $(OUT)/.obj/live_module.c || \
		cp $(OUT)/.obj/live_module.new $(OUT)/.obj/live_module.c

$(OUT)/.obj/live_module.c: module ;

$(OUT)/.obj/live_module.o: $(OUT)/.obj/live_module.c
	@$(CC) $(COMMON) $(RELEASE) -c -o $@ $<

$(OUT)/.obj/live/src/live/plain.o: src/live/plain.c
	@mkdir -p $(@D)
	@clang $(LIVE_FLAGS) -ffreestanding -MMD -MP -c -o $@ $<

# Half of a course's time is spent in its functions.
$(OUT)/.obj/live/src/data/real.o: LIVE_LEVEL := -O2

# Small rather than fast: a call costs less than its body once more. Structs are
# copied 16 bytes at a time, nothing else is a vector.
LIVE_SMALL := -mllvm --inline-threshold=-50
LIVE_LINK := $(LIVE_SMALL) -mllvm --disable-lsr \
	-mllvm --vectorize-slp=false -mllvm --vectorize-loops=false
LIVE_FEATURES := --enable-bulk-memory --enable-sign-ext --enable-simd \
	--enable-nontrapping-float-to-int
# What comes again packs well: constants stay where they are, functions in the
# order of their files.
LIVE_ROUND := --flatten --local-cse --rereloop -Oz
# A whole number is 3 bytes as an integer that is converted, not 9; halves and
# eighths are 6 as a float that is widened; a vector of zeros is 4, not 18, as
# one zero that is spread.
LIVE_NUMBERS := \
	s/\(f64\.const (-?[1-9][0-9]{0,3}|0)\)/(f64.convert_i32_s (i32.const \1))/; \
	s/\(f64\.const (-?[0-9]{1,4}\.(5|[27]5|[16]25|[38]75)|-?1e[369]|-?inf)\)/(f64.promote_f32 (f32.const \1))/; \
	s/\(f64\.const nan:0x8000000000000\)/(f64.promote_f32 (f32.const nan:0x400000))/; \
	s/\(v128\.const i32x4( 0x00000000){4}\)/(i8x16.splat (i32.const 0))/

$(OUT)/.obj/live/%.o: %.c src/live/quiet.h
	@mkdir -p $(@D)
	@echo cc $< '(for the page)'
	@clang $(LIVE_FLAGS) -flto $(LIVE_SMALL) -include src/live/quiet.h -MMD -MP -c -o $@ $<

$(OUT)/.obj/live.wasm: $(LIVE_OBJ) $(OUT)/.obj/live/src/live/plain.o
	@echo link $@
	@wasm-ld --no-entry --gc-sections --strip-all --lto-O2 -O2 \
		$(LIVE_LINK) -z stack-size=131072 -o $@.linked $^
	@wasm-opt $(LIVE_FEATURES) --low-memory-unused -iit \
		--inlining-optimizing -aimfs 4 $(LIVE_ROUND) $(LIVE_ROUND) -Oz -Oz \
		--reorder-locals -o $@.small $@.linked
	@wasm-dis -o $@.wat $@.small
	@sed -E '$(LIVE_NUMBERS)' $@.wat >$@.short
	@wasm-as $(LIVE_FEATURES) -o $@ $@.short

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

-include $(LIVE_OBJ:.o=.d) $(OUT)/.obj/live/src/live/plain.d
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
