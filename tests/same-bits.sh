#!/bin/bash
# same-bits.sh FLAGS...: the same numbers everywhere: the computing core made
# by two compilers, at several levels and as WebAssembly, must print the same
# bits. Ends in "N passed, N failed".
set -u
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
core="tests/tools/same_bits.c src/data/real.c src/solve/couple.c
src/solve/curve.c src/solve/event.c src/solve/governor.c src/solve/normal.c
src/solve/ode.c src/solve/philox.c src/solve/range.c src/solve/symbols.c"

# print NAME COMPILER FLAGS...: what the core prints, made that way.
print() {
    "${@:2}" $core -o "$work/$1.program" -lm && "$work/$1.program" >"$work/$1"
}
print_wasm() {
    clang --target=wasm32-wasi --sysroot=/usr -O2 "$@" $core \
        -o "$work/wasm.program" -nostartfiles -nodefaultlibs -lc \
        -Wl,--no-entry -Wl,--export=same_bits &&
        node tests/tools/same-bits.mjs "$work/wasm.program" >"$work/wasm"
}
print gcc-O0 gcc -O0 "$@" 2>"$work/gcc-O0.log" &
print gcc-O2 gcc -O2 "$@" 2>"$work/gcc-O2.log" &
print gcc-native gcc -O3 -march=native "$@" 2>"$work/gcc-native.log" &
print clang-O2 clang -O2 "$@" 2>"$work/clang-O2.log" &
print_wasm "$@" 2>"$work/wasm.log" &
wait

# A way that printed nothing has failed, whatever the others did.
compare() {
    cat "$work/$1.log"
    [ "$(wc -l <"$work/$1")" -gt 800 ] && cmp "$work/gcc-O2" "$work/$1"
}
for way in gcc-O0 gcc-O2 gcc-native clang-O2 wasm; do
    if compare "$way" >"$work/said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $way computes the same bits as gcc-O2"
        head -20 "$work/said"
    fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
