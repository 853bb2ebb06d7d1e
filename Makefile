# Makefile: `make` builds the press and the booklet, `make test` tests both.
# Packages that are missing are installed first (see tests/packages.sh).

OUT := out
CC ?= cc
VERSION := 0.1.0
PREFIX ?= /usr/local

PACKAGES := cairo libcmark-gfm libpng harfbuzz harfbuzz-subset yaml-0.1 \
	libunibreak libdeflate libxxhash
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
	-Wstrict-prototypes -Wmissing-prototypes -Wvla -Wundef -Wformat=2 \
	-Wcast-qual -Wwrite-strings
COMMON = -std=c17 $(WARNINGS) -Isrc -ffp-contract=off -pthread -MMD -MP \
	-DOCTAVO_VERSION='"$(VERSION)"' $(shell pkg-config --cflags $(PACKAGES))
LIBS = $(shell pkg-config --libs $(PACKAGES)) -lhpdf -lhyphen -lm -pthread

RELEASE := -O2 -DNDEBUG
CHECKED := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer

SRC := $(wildcard src/*.c src/*/*.c)
TESTS := $(wildcard tests/*.c)
OBJ := $(SRC:%.c=$(OUT)/.obj/release/%.o)
CHECK_OBJ := $(filter-out %/main.o,$(SRC:%.c=$(OUT)/.obj/check/%.o)) \
	$(TESTS:%.c=$(OUT)/.obj/check/%.o)
# Figures are part of the name of a job: a new program is a new cache.
.PHONY: all program book test
all: book

program: $(OUT)/bin/octavo

$(OUT)/bin/octavo: $(OBJ)
	@mkdir -p $(@D)
	$(CC) $(RELEASE) -o $@ $^ $(LIBS)

$(OUT)/.obj/release/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(COMMON) $(RELEASE) -c -o $@ $<

$(OUT)/.obj/check/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(COMMON) $(CHECKED) -c -o $@ $<

book: program
	$(OUT)/bin/octavo build

-include $(OBJ:.o=.d) $(CHECK_OBJ:.o=.d)
