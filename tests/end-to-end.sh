#!/bin/bash
# end-to-end.sh: the press as its users meet it: the booklet's two editions
# opened with other people's programs, the same bytes from two builds, and
# faulty books. Ends in "N passed, N failed".
set -u
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/.."
top=$PWD
octavo=$top/out/bin/octavo
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# check NAME COMMAND...: counts whether the command succeeds.
check() {
    local name=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $name"
        (grep '^FAIL' "$work/log" || cat "$work/log") | head -20
    fi
}

# ---- the booklet, twice, in different folders, on one and on two cores ----
# One of them is built first with another word, and then again.

mkdir -p "$work/a" "$work/deeper/down/b"
cp -R content figures templates "$work/a"
cp -R content figures templates "$work/deeper/down/b"
a=$work/a/out
b=$work/deeper/down/b/out
sed -i '0,/ the / s// every /' "$work/a/content/06-wall.md"
check "the booklet builds on one core" "$octavo" build -j1 "$work/a"
cp content/06-wall.md "$work/a/content"
check "it builds again after one word has changed" "$octavo" build -j1 "$work/a"
check "the booklet builds on two cores elsewhere" \
    "$octavo" build -j2 "$work/deeper/down/b"
check "both builds have the same PDF" cmp "$a/booklet.pdf" "$b/booklet.pdf"
check "both builds have the same page" diff -r "$a/html" "$b/html"
check "both builds have the same figures" diff -r "$a/figures" "$b/figures"
nothing_changed() { "$octavo" build "$work/a" | grep -q "nothing changed"; }
check "a second build has nothing to do" nothing_changed
# Its seven files and the card of the page; the pages, but no other figure.
one_figure_made() {
    touch "$work/before"
    sed -i 's/^title: /title: Again, /' "$work/deeper/down/b/figures/tornado.yaml"
    "$octavo" build "$work/deeper/down/b" || return 1
    find "$b/.cache" -type f -newer "$work/before" ! -name manifest >"$work/kept"
    find "$b/figures" -type f -newer "$work/before" ! -name 'tornado.*' \
        >"$work/others"
    cat "$work/kept" "$work/others"
    grep -q 'Again, ' "$b/figures/tornado.svg" &&
        test "$(wc -l <"$work/kept")" -eq 8 && test ! -s "$work/others"
}
check "of one changed figure only its own files are made" one_figure_made

# ---- the PDF ----

pdf=$a/booklet.pdf
pdftotext "$pdf" "$work/text"
pdftotext -raw "$pdf" "$work/raw"
pages=$(pdfinfo "$pdf" | awk '/^Pages:/ {print $2}')
check "qpdf finds no fault in the PDF" qpdf --check "$pdf"
check "the PDF has 40 to 60 pages, it has $pages" \
    test "$pages" -ge 40 -a "$pages" -le 60
fonts_whole() { pdffonts "$pdf" | awk 'NR > 2 && !/ yes +yes +yes +[0-9]+ +[0-9]+$/ {bad = 1} END {exit bad || NR < 6}'; }
check "every font is embedded, subset and has ToUnicode" fonts_whole
"$octavo" check "$work/a" >"$work/checked" 2>&1
pages_full() { grep -q '^no errors' "$work/checked" &&
    ! grep -qE 'lines short|very loose|lines in a row' "$work/checked"; }
check "no page of the booklet is short, no line of it loose" pages_full

# Titles and headings of the sources, without marks, in order.
for section in $(sed -n 's/^ *- \(.*\.md\)$/\1/p' content/book.yaml); do
    awk '/^title:/ && !seen {seen = 1; sub(/^title: */, ""); print}
         /^```/ {code = !code}
         /^##+ / && !code {sub(/^#+ */, ""); sub(/ *\{#.*/, ""); print}' \
        "content/$section"
done | sed 's/^"\(.*\)"$/\1/; s/[`*_]//g' >"$work/headings"

# The words of the text, one a line, folded so that quotes compare.
words_of() { tr -d '\f' <"$1" | sed "s/[’‘]/'/g; s/[“”]/\"/g; s/­$//" | tr -s ' \n' '\n\n'; }
headings_in_order() {
    words_of "$work/raw" | tr '\n' ' ' >"$work/flat"
    awk -v flat="$(cat "$work/flat")" \
        '{at = index(substr(flat, from + 1), $0)
          if (!at) {print "not found in order: " $0; bad = 1}
          else from += at} END {exit bad}' "$work/headings"
}
check "the text has every heading in order" headings_in_order
outline_whole() {
    qpdf --json --json-key=outlines "$pdf" | grep -o '"title": ".*"' |
        sed 's/"title": "//; s/"$//; s/[’‘]/'"'"'/g' >"$work/outline"
    while read -r heading; do
        grep -qF -- "$heading" "$work/outline" || { echo "$heading"; return 1; }
    done <"$work/headings"
}
check "every heading is in the outline" outline_whole
no_raw_markup() { ! grep -nE '\{\{|\]\(#|\[\^|figure:|00\b, page' "$work/text"; }
check "no markup is left in the text" no_raw_markup
no_replacement() { ! grep -nP '\x{FFFD}|[\x{FB00}-\x{FB06}]' "$work/text"; }
check "ligatures come out as letters" no_replacement
figures_are_vectors() { test "$(pdfimages -list "$pdf" | wc -l)" -le 2; }
check "figures are vectors" figures_are_vectors

# Each rule of PDF/A and PDF/UA by its own name.
qpdf --json=2 --json-stream-data=inline --decode-level=all "$pdf" \
    >"$work/booklet.json"
node tests/pdf/rules.mjs "$work/booklet.json" >"$work/rules" 2>&1
check "the rules of the PDF have been looked at" \
    test "$(grep -c '^pass\|^fail' "$work/rules")" -ge 40
while read -r verdict rule; do
    check "the PDF: $rule" test "$verdict" = pass
done <"$work/rules"
check "tags and all, the PDF is below 600 kB" \
    test "$(stat -c %s "$pdf")" -lt 600000

# ---- the page ----

frames=$(find "$a/html/sequences" -name '*.png' | wc -l)
check "there are 216 frames, there are $frames" test "$frames" -eq 216
weight=$(du -sb "$a/html" | cut -f1)
check "the page weighs at most 5 MB, it weighs $weight bytes" \
    test "$weight" -le 5000000
code=$(cat "$a"/html/*.html "$a"/html/*.css "$a"/html/*.js | wc -c)
check "its own text and code weigh at most 200 kB, they weigh $code bytes" \
    test "$code" -le 200000
weight=$(cat "$a"/html/sequences/*/*.png | wc -c)
check "its frames weigh at most 4 MB, they weigh $weight bytes" \
    test "$weight" -le 4000000
for part in 1 2 3 4 5 6; do
    check "part $part comes as a film" grep -q acTL "$a/figures/phase-$part.png"
done
check "the page works in a browser from a folder" \
    node tests/browser/check.mjs "$a/html/index.html"
echo 'html: {single: true}' >>"$work/deeper/down/b/content/book.yaml"
check "the page comes in one file too" \
    "$octavo" build -e html "$work/deeper/down/b"
check "its figures can be moved, and give the bits of octavo solve" \
    node tests/browser/live.mjs . "$a/html/index.html" "$b/booklet.html"
check "its stage draws the frames of the cascade by itself" \
    node tests/browser/stage.mjs "$a/html/index.html"
for name in figures/*.yaml; do
    name=$(basename "$name" .yaml)
    grep -q '^kind: spiral' "figures/$name.yaml" && continue
    for form in svg png pdf csv json; do
        check "figure $name comes as $form" test -s "$a/figures/$name.$form"
    done
done

# ---- the specimen: every construct, alone and nested ----

cp -R tests/books/specimen "$work/specimen"
specimen=$work/specimen/out/specimen.pdf
silent() { "$octavo" build "$work/specimen" >"$work/said" 2>&1 &&
    ! grep -E ' error: |stands out' "$work/said"; }
check "the specimen is set and nothing stands out of a page" silent
check "qpdf finds no fault in the specimen" qpdf --check "$specimen"
pdftotext "$specimen" "$work/specimen.txt"
# Each number once at a note's beginning; the first few notes say other things.
notes_there() {
    pdftotext -layout "$specimen" - | grep -oE '^ *[0-9]+ +The [a-z]+ (is|was) ' |
        awk '{print $1}' | sort -n | uniq -c >"$work/numbers"
    awk '$2 >= 7 {count++; bad = bad || $1 != 1}
         END {print count; exit bad || count != 499}' "$work/numbers"
}
check "every note of five hundred stands on a page" notes_there
index_there() { grep -qE '^justification, 1$' "$work/specimen.txt" &&
    grep -qE '^Made by Octavo' "$work/specimen.txt"; }
check "the specimen has an index and a colophon" index_there
sources_there() { tr '\n' ' ' <"$work/specimen.txt" >"$work/flat" &&
    grep -q 'Knuth and Plass \[3, p. 1130\] had' "$work/flat" &&
    grep -qE 'doi:10.1002/spe.4380111102. Cited on pages? [0-9]+' "$work/flat" &&
    ! grep -q 'Nobody Cites' "$work/flat"; }
check "the specimen has its sources, with the pages that cite them" sources_there
# Every mark of the index is led to, and every figure of the list.
lists_linked() {
    page=$work/specimen/out/html/index.html
    tr '\n' ' ' <"$page" | sed 's/.*<section id=octavo-index//' >"$work/index"
    grep -o ' id=index-[0-9]*' "$page" | sed 's/ id=//' | sort >"$work/there"
    grep -o 'href=#index-[0-9]*' "$work/index" | sed 's/href=#//' |
        sort | diff "$work/there" - && test -s "$work/there" &&
        grep -q '<li>chase, <a href=#index-[0-9]*>Lists and nests</a>' \
            "$work/index" &&
        grep -q '<li>2 <a href=#growth>A line that rises</a>' "$page"
}
check "the page has the index and the list of figures" lists_linked
# A citation leads to its entry, the entry back to each of its citations.
sources_linked() {
    page=$work/specimen/out/html/index.html
    grep -o 'id=citation-[0-9]*' "$page" | sed 's/id=//' | sort >"$work/there"
    grep -o 'href=#citation-[0-9]*' "$page" | sed 's/href=#//' |
        sort | diff "$work/there" - && grep -q 'href=#source-liang' "$page" &&
        grep -q '<li id=source-liang>' "$page"
}
check "the page leads from citations to sources and back" sources_linked
qpdf --json=2 --json-stream-data=inline --decode-level=all "$specimen" \
    >"$work/specimen.json"
sources_tagged() { grep -q '"/S": "/BibEntry"' "$work/specimen.json"; }
check "an entry of the sources is tagged as one" sources_tagged
no_rule_broken() {
    node tests/pdf/rules.mjs "$work/specimen.json" >"$work/rules" 2>&1
    test "$(grep -c '^pass' "$work/rules")" -ge 40 &&
        ! grep '^fail' "$work/rules"
}
check "the specimen breaks no rule of PDF/A or PDF/UA" no_rule_broken
# No word reaches into the margins: the measure is 302 points from 54 or 63.5,
# and stops may hang a little out of it.
within_margins() {
    pdftotext -bbox "$specimen" - | awk -F'"' '/<word/ &&
        ($2 < 51 || $6 > 369) {print; bad = 1} END {exit bad}'
}
check "no word of the specimen stands in the margins" within_margins

# ---- odd letters, and links around what is no text ----

odd=$work/odd/out/odd.pdf
mkdir -p "$work/odd/content"
cp "$(find tests/books/small -name '*.png' | head -1)" \
    "$work/odd/content/picture.png"
printf 'title: "Odd \\x01 q\u0307\u0323 \ue000"\nlanguage: en\nslug: odd\n%s' \
    'sections: [odd.md]' >"$work/odd/content/book.yaml"
{
    printf '# Flags \U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7 \ufffe\uffff end\n\n'
    printf 'A [![picture](picture.png)](https://picture.example/), a ![](picture.png),'
    printf ' a [$x^2$](https://formula.example/), a [word](no.md).\n\n##\n\n'
    for i in $(seq 60); do printf 'Paragraph %s.\n\n' "$i"; done
} >"$work/odd/content/odd.md"
"$octavo" build --draft -e screen,html "$work/odd" >"$work/said" 2>&1
odd_rules() {
    qpdf --json=2 --json-stream-data=inline --decode-level=all "$odd" \
        >"$work/odd.json"
    node tests/pdf/rules.mjs "$work/odd.json" >"$work/rules" 2>&1
    test "$(grep -c '^pass' "$work/rules")" -ge 40 &&
        ! grep '^fail' "$work/rules" | grep -v 'over a page break'
}
check "a book of odd letters breaks no rule of PDF/A or PDF/UA" odd_rules
odd_links() {
    pdfinfo -url "$odd" >"$work/urls" 2>&1
    grep -q picture.example "$work/urls" && grep -q formula.example "$work/urls"
}
check "pictures and formulas of links lead where they should" odd_links

# ---- a new book, and faulty ones ----

check "octavo new writes a book" "$octavo" new "$work/new"
check "the new book builds" "$octavo" build "$work/new"

# faulty NAME PATTERN: after a change to the book in $work/bad the build must
# say PATTERN, exit with 1 and leave the editions as they were.
fresh() {
    rm -rf "$work/bad"
    cp -R "$work/new" "$work/bad"
}
faulty_fails() {
    "$octavo" build "$work/bad" >"$work/said" 2>&1
    [ $? -eq 1 ] || { echo "exit status is not 1"; cat "$work/said"; return 1; }
    grep -qE -- "$1" "$work/said" || { cat "$work/said"; return 1; }
    diff -r "$work/new/out/html" "$work/bad/out/html" &&
        cmp "$work/new/out/small-book.pdf" "$work/bad/out/small-book.pdf"
}
faulty() {
    check "$1" faulty_fails "$2"
    fresh
}
fresh
start=$work/bad/content/01-start.md
growth=$work/bad/content/02-growth.md
sed -i 's/figure:growth/figure:grwoth/' "$growth"
faulty "an unknown figure" \
    "content/02-growth.md:8:[0-9]+: error: .*'grwoth'.*did you mean 'growth'"
sed -i 's/%.0f/%q/' "$start"
faulty "an unknown format" "content/01-start.md:11:[0-9]+: error: .*%q"
sed -i 's/central.doubling/central.dubling/' "$start"
faulty "an unknown value" \
    "content/01-start.md:11:[0-9]+: error: .*did you mean 'doubling'"
printf '\n![A photo.](photo.png)\n' >>"$growth"
faulty "a missing picture" "content/02-growth.md:[0-9]+:[0-9]+: error: .*photo.png"
printf '\n| a | b |\n|---|---|\n| 1 |\n' >>"$growth"
faulty "a table row with too few cells" \
    "content/02-growth.md:[0-9]+:[0-9]+: error: .*1 cell"
sed -i 's/^title:.*/title: "  "/' "$work/bad/content/book.yaml"
faulty "a title of blanks" "content/book.yaml:1:1: error: 'title' is missing"
sed -i 's/^slug:/slgu:/' "$work/bad/content/book.yaml"
faulty "a mistyped key" \
    "content/book.yaml:[0-9]+:1: error: .*'slgu'.*did you mean 'slug'"
printf '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\x02\0\0\0\0\0\0\0' \
    >"$work/bad/content/huge.png"
printf '\n![Huge.](huge.png)\n' >>"$growth"
faulty "a picture with a huge header" \
    "content/02-growth.md:[0-9]+:[0-9]+: error: .*huge.png"
png=$(find tests/books/small -name '*.png' | head -1)
head -c $(($(stat -c %s "$png") * 2 / 3)) "$png" >"$work/bad/content/cut.png"
printf '\n![Cut.](cut.png)\n' >>"$growth"
faulty "a picture cut short" \
    "content/02-growth.md:[0-9]+:[0-9]+: error: .*cut.png"
mkdir -p "$work/bad/content/models"
printf 'r0: {value: -3}\n' >"$work/bad/content/models/curve.yaml"
faulty "a parameter outside its domain" \
    "content/models/curve.yaml:1:[0-9]+: error: .*r0"
rm "$start" && mkdir "$start"
faulty "an unreadable section" "content/book.yaml:[0-9]+:[0-9]+: error: .*01-start.md"
printf '\nSee [](#nowhere).\n' >>"$growth"
faulty "an unknown reference" "content/02-growth.md:[0-9]+:[0-9]+: error: .*nowhere"
sed -i 's/^kind:.*/kind: chrat/' "$work/bad/figures/growth.yaml"
faulty "an unknown kind of figure" \
    "figures/growth.yaml:[0-9]+:[0-9]+: error: .*did you mean 'chart'"
printf 'title: [\n' >"$work/bad/content/book.yaml"
faulty "a broken book.yaml" "content/book.yaml:[0-9]+:[0-9]+: error: "
printf '\n![Out.](../../../../etc/secret.png)\n' >>"$growth"
faulty "a picture outside the book" "content/02-growth.md:[0-9]+:[0-9]+: error: .*secret.png"

printf '@book{knuth, title = {The Book}, year = 1984}\n' \
    >"$work/bad/content/sources.bib"
printf '\nSee [@knut].\n' >>"$growth"
faulty "an unknown source" \
    "content/02-growth.md:[0-9]+:6: error: .*'knut'.*did you mean 'knuth'"
printf '@book{knuth, title = {The Book\n' >"$work/bad/content/sources.bib"
faulty "a broken sources.bib" \
    "content/sources.bib:1:22: error: a '\{' that no '\}' closes"

# ---- builds that were killed ----

# The maker of one temporary file lives, that of the other is dead.
leftovers_go() {
    local out=$work/new/out
    touch "$out/small-book.pdf.1.part" "$out/html/index.html.1.part" \
        "$out/words.part"
    printf '\nOnce more.\n' >>"$work/new/content/02-growth.md"
    flock "$out/small-book.pdf.1.part" "$octavo" build "$work/new" || return 1
    test ! -e "$out/html/index.html.1.part" && test -e "$out/words.part" &&
        test -e "$out/small-book.pdf.1.part"
}
check "a build clears away what dead builds left, and nothing else" leftovers_go

# ---- two folders of figures compared ----

before=$work/new/out/figures
cp -R "$work/new" "$work/other"
mkdir -p "$work/other/content/models"
printf 'r0: {value: 1.2}\n' >"$work/other/content/models/curve.yaml"
check "figures of another parameter are made" \
    "$octavo" figures "$work/other"
check "a folder compared with itself is unchanged" \
    "$octavo" diff "$before" "$before" -o "$work/same"
differs() {
    "$octavo" diff "$before" "$work/other/out/figures" -o "$work/diff" \
        --format json >"$work/diff.json"
    [ $? -eq 1 ] || { echo "exit status is not 1"; return 1; }
    cmp "$work/diff.json" "$work/diff/diff.json" &&
        grep -q '"name": "growth", "status": "changed"' "$work/diff.json" &&
        grep -qE '"name": "[a-z]+\.r0", "old": "[0-9.]+", "new": "1.2"' \
            "$work/diff.json"
}
check "another parameter changes the figure, and diff names both" differs
pictures_there() {
    for picture in old new difference beside; do
        test -s "$work/diff/pictures/growth-$picture.png" &&
            grep -q "pictures/growth-$picture.png" "$work/diff/index.html" ||
            return 1
    done
}
check "the page of diff has its pictures" pictures_there
diff_misused() { "$octavo" diff "$before" "$work/nowhere"; [ $? -eq 2 ]; }
check "a folder that is not there has exit status 2" diff_misused

# ---- the command line ----

check "help is there" "$octavo" help build
unknown_command() { "$octavo" biuld 2>&1 | grep -q "did you mean 'build'"; }
check "an unknown command has a hint" unknown_command
misused() { "$octavo" build --frob; [ $? -eq 2 ]; }
check "a wrong option has exit status 2" misused
asked() { "$octavo" build --help | grep -q -- '--draft '; }
check "a command says more when asked with --help" asked
no_format() { "$octavo" solve curve --format xml; [ $? -eq 2 ]; }
check "a format that there is not has exit status 2" no_format
too_many() { "$octavo" check "$work/new" other; [ $? -eq 2 ]; }
check "an argument too many has exit status 2" too_many
no_book() {
    mkdir -p "$work/empty"
    for command in build check figures; do
        "$octavo" $command "$work/empty" 2>&1 | grep -q "no book in" || return 1
    done
    "$octavo" solve "$work/empty" curve 2>&1 | grep -q "no book in" &&
        [ -z "$(ls -A "$work/empty")" ]
}
check "a folder that is no book is told and left as it is" no_book
unwritable() {
    cp -R "$work/new" "$work/locked"
    rm -rf "$work/locked/out"
    echo >"$work/locked/out"
    "$octavo" build "$work/locked"
    [ $? -eq 70 ]
}
check "where nothing can be written the machine has failed" unwritable
never_made() {
    cp -R "$work/new" "$work/broken"
    rm -rf "$work/broken/out"
    echo 'wrong: key' >>"$work/broken/content/book.yaml"
    "$octavo" build "$work/broken" 2>&1 | grep -q "no edition was made"
}
check "a build that fails at first does not speak of another" never_made
solve_json() { "$octavo" solve curve --set curve.r0=1.2 --at 2027,2030 --format json | grep -q '"phase_start_cascade"'; }
check "a model runs from the command line" solve_json
full_disk() { "$octavo" solve curve >/dev/full; [ $? -eq 70 ]; }
check "a full disk is not a success" full_disk

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
