#!/bin/bash
# bench.sh: how long the press takes, as medians, and as ratios to plain cmark
# writing the same text as HTML in the same minute. No pass, no fail.
set -eu
cd "$(dirname "$0")/.."
octavo=$PWD/out/bin/octavo
speed=$PWD/out/.obj/speed
frames=$PWD/out/.obj/frames
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R content figures templates "$work"
runs=${RUNS:-5}

# median PREPARE COMMAND: median wall time [ms] of the command.
median() {
    for _ in $(seq "$runs"); do
        eval "$1"
        from=$(date +%s%N)
        eval "$2" >/dev/null 2>&1
        echo $((($(date +%s%N) - from) / 10000))
    done | sort -n | sed -n "$(((runs + 1) / 2))p" |
        awk '{printf "%.2f", $1 / 100}'
}
row() {
    time=$(median "$2" "$3")
    awk -v name="$1" -v time="$time" -v floor="$floor" -v goal="$4" \
        'BEGIN {printf "%-44s %9.1f ms %8.1f x cmark   goal %s\n", name, time, time / floor, goal}'
}
book=$work
change() {
    count=$((${count:-0} + 1))
    sed -i "s/^One more[a-z ]*[0-9]*\.\$//" "$book/content/06-wall.md"
    printf 'One more word %d.\n' "$count" >>"$book/content/06-wall.md"
}

cat "$book"/content/*.md >"$work/all.md"
printer=$(command -v cmark-gfm || command -v cmark || :)
if [ -z "$printer" ]; then
    echo "bench: the floor needs the package cmark-gfm" >&2
    exit 1
fi
floor=$(median : "$printer '$work/all.md'")
printf '%-44s %9.1f ms\n' "cmark: the same text as HTML" "$floor"
row "cold build, all editions, 216 frames" "rm -rf '$book/out'" \
    "'$octavo' build '$book'" "5000 ms"
row "rebuild after one word" change "'$octavo' build '$book'" "300 ms"
row "nothing changed" : "'$octavo' build '$book'" "50 ms"
row "the PDF alone, figures cached" change \
    "'$octavo' build -e screen '$book'" "150 ms"
row "all figures in all forms, cold" "rm -rf '$book/out'" \
    "'$octavo' figures -j2 '$book'" "1500 ms"
row "all figures, unchanged" : "'$octavo' figures -j2 '$book'" "10 ms"
rm -rf "$book/out"
memory=$(/usr/bin/time -f %M "$octavo" build "$book" 2>&1 >/dev/null | tail -1)
echo "peak memory of a cold build: $((memory / 1000)) MB, goal 200 MB"
"$speed" | while IFS='|' read -r name time goal; do
    awk -v name="$name" -v time="$time" -v floor="$floor" -v goal="$goal" \
        'BEGIN {printf "%-44s %9.1f ms %8.1f x cmark   goal %s\n", name, time, time / floor, goal}'
done
"$frames" "$book" | while IFS='|' read -r name value goal; do
    printf '%-44s %9s      goal %s\n' "$name" "$value" "$goal"
done
du -sb "$book/out/html" | awk '{printf "weight of out/html: %.2f MB, goal 5 MB\n", $1 / 1e6}'
