// rules.mjs FILE: the rules of PDF/A-2a and PDF/UA-1 that a change of ours
// could break, each by its name. FILE is what qpdf --json says of a PDF. Says
// "pass NAME" or "fail NAME: what is wrong", a line a rule; exit status 1 when
// one failed. A validator knows more rules, but not which of them we meant.
import { readFileSync } from "node:fs";

const [, objects] = JSON.parse(readFileSync(process.argv[2], "utf8")).qpdf;
const isReference = (v) => typeof v === "string" && /^\d+ 0 R$/.test(v);
const see = (v) => {
    if (!isReference(v)) return v;
    const object = objects[`obj:${v}`];
    return object?.stream ? object.stream.dict : object?.value;
};
const bytesOf = (v) =>
    Buffer.from(objects[`obj:${v}`].stream.data, "base64").toString("latin1");
const listOf = (v) => (v === undefined ? [] : Array.isArray(v) ? v : [v]);
// Text strings are "u:words" or, when they are no text, "b:hex digits".
const wordsOf = (v) => (typeof v === "string" ? v.replace(/^[ub]:/, "") : "");

const trailer = objects.trailer.value;
const root = see(trailer["/Root"]);
const info = see(trailer["/Info"]);
const xmp = Buffer.from(bytesOf(root["/Metadata"]), "latin1").toString("utf8");
const structure = see(root["/StructTreeRoot"]) ?? {};

const pages = [];
const collectPages = (reference) => {
    const node = see(reference);
    if (node["/Type"] === "/Page") pages.push({ reference, node });
    else node["/Kids"].forEach(collectPages);
};
collectPages(root["/Pages"]);

// ---- content ----

const TOKEN =
    /\s*(<<|>>|\[|\]|<[0-9A-Fa-f\s]*>|\((?:\\[\s\S]|[^\\)])*\)|\/[^\s<>[\]()/]*|[^\s<>[\]()/]+)/gy;
const PAINTS = new Set(["f", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"]);

// A string as hexadecimal digits: what stands after a stroke is itself, but for
// the carriage return.
const digitsOf = (string) =>
    string.startsWith("<")
        ? string
        : Buffer.from(
              string
                  .slice(1, -1)
                  .replace(/\\([\s\S])/g, (_, c) => (c === "r" ? "\r" : c)),
              "latin1",
          )
              .toString("hex")
              .toUpperCase();

// What a page's content marks, paints and shows.
const readContent = (page) => {
    const found = { marks: new Map(), bare: 0, codes: new Map(), faults: [] };
    const open = [];
    let operands = [];
    let font = "";
    let text = false;
    const paint = () => {
        if (!open.some((m) => m.artifact || m.id !== undefined)) found.bare++;
    };
    const show = (strings) => {
        paint();
        if (!found.codes.has(font)) found.codes.set(font, new Set());
        for (const s of strings)
            for (const code of digitsOf(s).match(/[0-9A-F]{4}/g) ?? [])
                found.codes.get(font).add(code);
    };
    const begin = (properties) => {
        const at = operands.findIndex((o) => o.startsWith("/"));
        const id = properties.match(/\/MCID (\d+)/);
        const mark = { type: operands[at], text };
        mark.artifact = mark.type === "/Artifact";
        if (id) mark.id = Number(id[1]);
        // Letters of an artifact may have to be explained; they stay in it.
        const counts = mark.artifact || mark.id !== undefined;
        if (counts && open.some((m) => m.artifact || m.id !== undefined))
            found.faults.push(`${mark.type} within ${open.at(-1).type}`);
        if (id && found.marks.has(mark.id))
            found.faults.push(`MCID ${mark.id} twice`);
        if (id) found.marks.set(mark.id, mark.type);
        open.push(mark);
    };
    for (const [, token] of page.content.matchAll(TOKEN)) {
        if (/^[/<[\]>(0-9.+-]/.test(token)) {
            operands.push(token);
            continue;
        }
        if (token === "Tf") font = operands.at(-2);
        else if (token === "TJ" || token === "Tj")
            show(operands.filter((o) => /^[<(]/.test(o)));
        else if (token === "BDC" || token === "BMC") begin(operands.join(" "));
        else if (token === "EMC") {
            const mark = open.pop();
            if (!mark || mark.text !== text)
                found.faults.push("EMC across a text object");
        } else if (token === "BT") {
            if (text) found.faults.push("BT within BT");
            text = true;
        } else if (token === "ET") {
            text = false;
            if (open.some((m) => m.text)) found.faults.push("ET within a mark");
        } else if (PAINTS.has(token)) paint();
        operands = [];
    }
    if (text) found.faults.push("a text object is left open");
    if (open.length) found.faults.push("a mark is left open");
    return found;
};
for (const page of pages) {
    page.content = listOf(page.node["/Contents"]).map(bytesOf).join("\n");
    page.found = readContent(page);
}

// ---- structure ----

const elements = [];
const marksOf = new Map(); // "page reference/MCID" -> element
const linked = new Map(); // annotation -> element
const walk = (reference, parent, depth) => {
    const value = see(reference);
    const element = {
        reference,
        value,
        parent,
        depth,
        type: value["/S"],
        kids: [],
        marks: [],
    };
    elements.push(element);
    for (const kid of listOf(value["/K"])) {
        const v = see(kid);
        if (typeof v === "number" || v["/Type"] === "/MCR") {
            const page = v["/Pg"] ?? value["/Pg"];
            const key = `${page}/${v["/MCID"] ?? v}`;
            element.marks.push(key);
            marksOf.set(key, marksOf.has(key) ? null : element);
        } else if (v["/Type"] === "/OBJR") linked.set(v["/Obj"], element);
        else element.kids.push(walk(kid, element, depth + 1));
    }
    return element;
};
for (const kid of listOf(structure["/K"])) walk(kid, null, 0);
const named = (...types) => elements.filter((e) => types.includes(e.type));

const parentTree = new Map();
const readNumbers = (reference) => {
    const node = see(reference);
    const numbers = node["/Nums"] ?? [];
    for (let i = 0; i < numbers.length; i += 2)
        parentTree.set(numbers[i], numbers[i + 1]);
    listOf(node["/Kids"]).forEach(readNumbers);
};
if (structure["/ParentTree"]) readNumbers(structure["/ParentTree"]);

const annotations = pages.flatMap((page) =>
    listOf(see(page.node["/Annots"])).map((reference) => ({
        reference,
        page,
        value: see(reference),
    })),
);
const attribute = (element, key) =>
    listOf(see(element.value["/A"])).map((a) => see(a)[key])[0];
// Columns that each row of a table takes, with what cells above put over it.
const findWidths = (table) => {
    let over = []; // [columns, rows that are left]
    return table.kids
        .filter((row) => row.type === "/TR")
        .map((row) => {
            const cells = row.kids.map((cell) => [
                attribute(cell, "/ColSpan") ?? 1,
                attribute(cell, "/RowSpan") ?? 1,
            ]);
            const all = [...over, ...cells];
            over = all.map(([n, rows]) => [n, rows - 1]).filter((c) => c[1]);
            return all.reduce((sum, [columns]) => sum + columns, 0);
        });
};

// ---- fonts ----

const fonts = new Map(); // reference -> codes used
for (const page of pages) {
    const map = see(see(page.node["/Resources"])["/Font"]) ?? {};
    for (const [name, codes] of page.found.codes) {
        const reference = map[name];
        if (!fonts.has(reference)) fonts.set(reference, new Set());
        for (const code of codes) fonts.get(reference).add(code);
    }
}
const meaningsOf = (font) =>
    new Map(
        [...bytesOf(see(font)["/ToUnicode"])
            .matchAll(/^<([0-9A-F]{4})> <([0-9A-F]*)>/gm)]
            .map(([, code, text]) => [code, text]),
    );
const widthsOf = (font) => {
    const widths = see(see(see(font)["/DescendantFonts"])[0])["/W"];
    const known = new Set();
    for (let i = 0; i < see(widths).length; i += 2)
        see(see(widths)[i + 1]).forEach((w, k) => known.add(see(widths)[i] + k));
    return known;
};

// ---- the rules: "" or what is wrong ----

const first = (list) => (list.length ? String(list[0]) : "");
const STANDARD = new Set(
    ("Document Sect H1 H2 H3 H4 H5 H6 P BlockQuote L LI Lbl LBody Code Table " +
        "TR TH TD Figure Caption Note Reference Link Span TOC TOCI Formula " +
        "BibEntry")
        .split(" ")
        .map((t) => `/${t}`),
);
const date = (name) => xmp.match(new RegExp(`<xmp:${name}>([^<]*)`))?.[1] ?? "";
const digits = (text) => text.replace(/\D/g, "");
const kidsOnly = (parent, ...types) =>
    first(
        named(parent)
            .flatMap((e) => [
                ...e.kids.filter((k) => !types.includes(k.type)),
                ...(e.marks.length ? [e] : []),
            ])
            .map((e) => `${e.type} in ${parent}`),
    );

const RULES = {
    "it is marked as tagged": () =>
        see(root["/MarkInfo"])?.["/Marked"] === true &&
        !see(root["/MarkInfo"])["/Suspects"]
            ? ""
            : "no MarkInfo, or Suspects",
    "its language is a language tag": () =>
        /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(wordsOf(root["/Lang"]))
            ? ""
            : `Lang is ${root["/Lang"]}`,
    "the viewer shows its title, and both titles agree": () => {
        const title = xmp.match(/<dc:title>.*?<rdf:li[^>]*>([^<]*)/s)?.[1];
        return see(root["/ViewerPreferences"])?.["/DisplayDocTitle"] === true &&
            title && title === wordsOf(info["/Title"])
            ? ""
            : `${title} is not ${info["/Title"]}`;
    },
    "XMP claims PDF/A-2a and PDF/UA-1 and explains the latter": () =>
        first(
            [
                "<pdfaid:part>2<",
                "<pdfaid:conformance>A<",
                "<pdfuaid:part>1<",
                "<pdfaSchema:prefix>pdfuaid<",
                "<pdfaProperty:name>part<",
            ].filter((part) => !xmp.includes(part)),
        ),
    "XMP holds only characters that XML has": () =>
        /[^\t\n\r\x20-\ufffd]/.test(xmp) ? "another" : "",
    "XMP is not packed": () => see(root["/Metadata"])["/Filter"] ?? "",
    "dates of XMP and Info agree": () =>
        first(
            [["CreationDate", "CreateDate"], ["ModDate", "ModifyDate"]].filter(
                ([a, b]) =>
                    digits(wordsOf(info[`/${a}`])) !== digits(date(b)),
            ),
        ),
    "the file has an ID": () =>
        see(trailer["/ID"])?.length === 2 ? "" : "no ID",
    "colours mean sRGB by a profile in the file": () => {
        const intent = see(listOf(see(root["/OutputIntents"]))[0]) ?? {};
        if (intent["/S"] !== "/GTS_PDFA1") return "no output intent";
        const profile = bytesOf(intent["/DestOutputProfile"]);
        return see(intent["/DestOutputProfile"])["/N"] === 3 &&
            profile.slice(12, 20) === "mntrRGB " &&
            profile.slice(36, 40) === "acsp" &&
            profile.charCodeAt(8) <= 4
            ? ""
            : "no profile of a screen";
    },
    "streams are packed by Flate alone, and none is outside": () =>
        first(
            Object.values(objects).filter(
                ({ stream }) =>
                    stream &&
                    (stream.dict["/F"] ||
                        ![undefined, "/FlateDecode"].includes(
                            listOf(stream.dict["/Filter"])[0],
                        )),
            ),
        ),
    "there are no scripts, files or keys": () =>
        first(
            ["/OpenAction", "/AA", "/Names", "/AcroForm", "/Encrypt"].filter(
                (key) => root[key] || trailer[key],
            ),
        ),
    "graphics states say nothing but opacity": () =>
        first(
            pages
                .flatMap((p) =>
                    Object.values(
                        see(see(p.node["/Resources"])["/ExtGState"]) ?? {},
                    ).flatMap((s) => Object.keys(see(s))),
                )
                .filter((key) => !["/Type", "/CA", "/ca"].includes(key)),
        ),
    "everything that is painted is marked": () =>
        first(
            pages
                .filter((p) => p.found.bare)
                .map((p) => `${p.found.bare} times on page ${p.reference}`),
        ),
    "marks lie properly within each other": () =>
        first(pages.flatMap((p) => p.found.faults)),
    "every mark belongs to one element": () =>
        first(
            pages.flatMap((p) =>
                [...p.found.marks.keys()]
                    .map((id) => `${p.reference}/${id}`)
                    .filter((key) => !marksOf.get(key)),
            ),
        ),
    "every element's marks are on their page": () =>
        first(
            [...marksOf.keys()].filter((key) => {
                const [reference, id] = key.split("/");
                const page = pages.find((p) => p.reference === reference);
                return !page?.found.marks.has(Number(id));
            }),
        ),
    "the parent tree leads from marks to their elements": () =>
        first(
            pages.flatMap((p) => {
                const owners = parentTree.get(p.node["/StructParents"]) ?? [];
                return [...p.found.marks.keys()]
                    .filter(
                        (id) =>
                            see(owners)[id] !==
                            marksOf.get(`${p.reference}/${id}`)?.reference,
                    )
                    .map((id) => `${p.reference}/${id}`);
            }),
        ),
    "types are the standard's, or explained": () =>
        first(
            elements
                .map((e) => e.type)
                .filter(
                    (t) =>
                        !STANDARD.has(t) &&
                        !STANDARD.has(see(structure["/RoleMap"])?.[t]),
                ),
        ),
    "the root is one document": () =>
        elements.filter((e) => !e.parent).length === 1 &&
        elements[0].type === "/Document"
            ? ""
            : "another root",
    "heading levels begin at 1 and leave none out": () => {
        let level = 0;
        for (const e of elements.filter((x) => /^\/H\d$/.test(x.type))) {
            const next = Number(e.type[2]);
            if (next > level + 1) return `H${next} after H${level}`;
            level = next;
        }
        return level ? "" : "no headings";
    },
    "a table has rows of as many cells": () =>
        first(
            named("/Table").filter(
                (t) => new Set(findWidths(t)).size !== 1,
            ),
        ) ||
        kidsOnly("/Table", "/TR", "/Caption") ||
        kidsOnly("/TR", "/TH", "/TD"),
    "header cells have a scope, and tables have such": () =>
        first(
            named("/TH").filter((e) => attribute(e, "/Scope") === undefined),
        ) ||
        first(
            named("/Table").filter(
                (t) => !t.kids.some((r) => r.kids[0]?.type === "/TH"),
            ),
        ),
    "a list says how it is numbered": () =>
        first(
            named("/L").filter(
                (e) =>
                    !["/Disc", "/Decimal"].includes(
                        attribute(e, "/ListNumbering"),
                    ),
            ),
        ),
    "lists have items of label and body": () =>
        kidsOnly("/L", "/LI", "/L") || kidsOnly("/LI", "/Lbl", "/LBody"),
    "labels are read first": () =>
        first(
            named("/LI", "/Note").filter((e) =>
                e.kids.some((k, i) => i && k.type === "/Lbl"),
            ),
        ),
    "contents have entries, and entries lead on": () =>
        kidsOnly("/TOC", "/TOCI", "/TOC") ||
        first(
            named("/TOCI").filter(
                (e) => e.kids[0]?.kids[0]?.type !== "/Link",
            ),
        ),
    "figures and formulas have words": () =>
        first(
            named("/Figure", "/Formula").filter(
                (e) => !wordsOf(e.value["/Alt"]).trim(),
            ),
        ),
    "figures have a box on their page": () =>
        first(
            named("/Figure").filter((e) => {
                const [l, b, r, t] = attribute(e, "/BBox") ?? [0, 0, 0, 0];
                return !(l < r && b < t);
            }),
        ),
    "a caption belongs to its figure": () =>
        first(
            named("/Caption").filter(
                (e) => !["/Figure", "/Table"].includes(e.parent?.type),
            ),
        ),
    "notes have names of their own, which the tree knows": () => {
        const ids = named("/Note").map((e) => wordsOf(e.value["/ID"]));
        const names = see(see(structure["/IDTree"])?.["/Names"]) ?? [];
        const sorted = names.filter((_, i) => i % 2 === 0).map(wordsOf);
        return new Set(ids).size === ids.length &&
            ids.every((id) => id && sorted.includes(id)) &&
            sorted.join() === [...sorted].sort().join()
            ? ""
            : "a name is missing, twice or out of order";
    },
    "every note has a reference that links to it": () => {
        const links = named("/Reference").filter(
            (e) => e.parent.type !== "/TOCI" && e.kids[0]?.type === "/Link",
        );
        return links.length >= named("/Note").length ? "" : links.length;
    },
    "every link belongs to a Link that the parent tree knows": () =>
        first(
            annotations.filter((a) => {
                const element = linked.get(a.reference);
                return (
                    element?.type !== "/Link" ||
                    parentTree.get(a.value["/StructParent"]) !==
                        element.reference
                );
            }).map((a) => a.reference),
        ),
    "every Link leads somewhere": () => {
        const leading = new Set(linked.values());
        return first(
            named("/Link")
                .filter((e) => !leading.has(e))
                .map((e) => e.reference),
        );
    },
    "every link has words": () =>
        first(
            annotations
                .filter((a) => !wordsOf(a.value["/Contents"]).trim())
                .map((a) => a.reference),
        ),
    "links are printed and have no looks": () =>
        first(
            annotations
                .filter((a) => a.value["/F"] !== 4 || a.value["/AP"])
                .map((a) => a.reference),
        ),
    "tabs go through links in reading order": () =>
        first(
            pages
                .filter((p) => p.node["/Tabs"] !== "/S")
                .map((p) => p.reference),
        ),
    "bookmarks have words": () => {
        const titles = [];
        const collect = (reference) => {
            for (let at = see(reference); at; at = see(at["/Next"])) {
                titles.push(wordsOf(at["/Title"]));
                collect(at["/First"]);
            }
        };
        collect(see(root["/Outlines"])?.["/First"]);
        return titles.length && titles.every((t) => t.trim()) ? "" : "none";
    },
    "pages have labels": () =>
        see(root["/PageLabels"])?.["/Nums"]?.length ? "" : "none",
    "a paragraph over a page break is one element": () =>
        named("/P").some(
            (e) => new Set(e.marks.map((m) => m.split("/")[0])).size > 1,
        )
            ? ""
            : "none is on two pages",
    "no element is empty": () =>
        first(
            elements.filter(
                (e) =>
                    !e.kids.length &&
                    !e.marks.length &&
                    !["/TD", "/TH", "/LBody"].includes(e.type),
            ).map((e) => `${e.type} ${e.reference}`),
        ),
    "all fonts are embedded": () =>
        first(
            [...fonts.keys()].filter((font) => {
                const cid = see(see(see(font)["/DescendantFonts"])[0]);
                const d = see(cid["/FontDescriptor"]);
                return (
                    see(font)["/Encoding"] !== "/Identity-H" ||
                    !(d["/FontFile2"] || d["/FontFile3"]) ||
                    d["/CIDSet"] ||
                    (cid["/Subtype"] === "/CIDFontType2" &&
                        cid["/CIDToGIDMap"] !== "/Identity")
                );
            }),
        ),
    "glyphs are shown, and none is .notdef": () =>
        first([...fonts].filter(([, c]) => !c.size || c.has("0000"))) ||
        (fonts.size ? "" : "no font"),
    "every glyph has a width and a meaning": () =>
        first(
            [...fonts].flatMap(([font, codes]) => {
                const meanings = meaningsOf(font);
                const widths = widthsOf(font);
                return [...codes].filter(
                    (c) => !meanings.get(c) || !widths.has(parseInt(c, 16)),
                );
            }),
        ),
    "no glyph means NUL or a byte order mark": () =>
        first(
            [...fonts.keys()].flatMap((font) =>
                [...meaningsOf(font).values()].filter((m) =>
                    (m.match(/.{4}/g) ?? []).some((u) =>
                        ["0000", "FEFF", "FFFE"].includes(u),
                    ),
                ),
            ),
        ),
};

let bad = 0;
for (const [name, rule] of Object.entries(RULES)) {
    let fault;
    try {
        fault = rule();
    } catch (error) {
        fault = error.message;
    }
    if (fault === "[object Object]") fault = "one that is not so";
    bad ||= fault === "" ? 0 : 1;
    console.log(fault === "" ? `pass ${name}` : `fail ${name}: ${fault}`);
}
process.exit(bad);
