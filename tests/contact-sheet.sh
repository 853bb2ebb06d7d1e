#!/bin/bash
# contact-sheet.sh: every figure of a built book on one page, as its readers
# may meet it: in colour, on a dark screen, in grey, on a phone; and four
# frames of each part of each sequence. Writes out/contact-sheet/index.html.
set -eu
cd "$(dirname "$0")/.."
page=out/contact-sheet/index.html
html=out/html
mkdir -p "${page%/*}"

# picture CLASS FILE
picture() {
    printf '<td class="%s"><img src="../html/%s" alt="">\n' "$1" "$2"
}

figure_rows() {
    for file in "$html"/figures/*.svg; do
        name=$(basename "$file" .svg)
        echo "<tr><th>$name"
        for class in light dark grey; do
            picture $class "figures/$name.svg"
        done
        picture "light phone" "figures/$name.svg"
    done
}

frame_rows() {
    for folder in "$html"/sequences/*/; do
        name=$(basename "$folder")
        for first in "$folder"p*-000.png; do
            part=$(basename "$first" -000.png)
            echo "<tr><th>$name ${part#p}"
            for frame in 000 012 024 035; do
                picture light "sequences/$name/$part-$frame.png"
            done
        done
    done
}

cat >"$page" <<'END'
<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>Contact sheet</title>
<style>
body { margin: 12px; background: #ccc; font: 14px sans-serif; }
th { text-align: left; vertical-align: top; width: 7em; }
td { padding: 6px; vertical-align: top; }
img { display: block; width: 440px; height: 300px; padding: 12px; background: #fff; }
.dark img { color-scheme: dark; background: #1c1d21; }
.light img, .grey img { color-scheme: light; }
.grey img { filter: grayscale(1); }
.phone img { width: 336px; height: 420px; }
</style>
<table>
END
{
    figure_rows
    echo "</table><table>"
    frame_rows
    echo "</table></html>"
} >>"$page"
echo "$page"
