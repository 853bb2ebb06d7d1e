#!/bin/sh
# lint.sh FLAGS...: every source under gcc and clang with warnings as errors.
set -eu
failed=0
for source in src/*.c src/*/*.c tests/*.c tests/tools/*.c; do
    # made for the reader's browser alone
    case $source in src/live/*)
        clang --target=wasm32-wasi --sysroot=/usr "$@" -Werror \
            -fsyntax-only "$source" || failed=1
        continue ;;
    esac
    for compiler in gcc clang; do
        # clang has no quad precision on every processor
        [ "$compiler $source" = "clang tests/tools/ulp.c" ] && continue
        "$compiler" "$@" -Werror -fsyntax-only "$source" || failed=1
    done
done
exit $failed
