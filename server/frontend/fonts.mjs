// Cut the fonts down to what pages use, and write the style sheet that declares them.
//
// Newsreader is for headings: one weight, drawn for their size. Hanken Grotesk is for text and
// tables: its figures are all of one width. Both are free under the SIL Open Font License without
// reserved names, so a part of them may keep the name. As published they would take 167 kB of each
// first visit; cut down to Western European letters they take 40 kB. Other Latin letters (Māori,
// Łódź) are in files that a browser loads only for a page that has such a letter.

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

const packages = fileURLToPath(new URL("node_modules/@fontsource-variable/", import.meta.url));

const LATIN =
  "U+20-7E,U+A0-FF,U+131,U+152-153,U+2009-200A,U+2010-2015,U+2018-201E,U+2022,U+2026,U+202F," +
  "U+2032-2033,U+2039-203A,U+20AC,U+2191,U+2193,U+2212";
const FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"];

const FONTS = [
  {
    name: "newsreader",
    family: "Newsreader",
    axis: "opsz",
    axes: { opsz: 28, wght: 500 },
    weight: "500",
    // A stand-in until the font is there, scaled so that lines break and stand where they will:
    // by the mean width of English text and by the heights in the font's hhea table.
    standIns: [
      { local: ["Georgia", "Gelasio"], size: 95.6, ascent: 76.9, descent: 27.7 },
      { local: ["Times New Roman", "Liberation Serif"], size: 105.1, ascent: 69.9, descent: 25.2 },
    ],
  },
  {
    name: "hanken-grotesk",
    family: "Hanken Grotesk",
    axis: "wght",
    axes: { wght: { min: 400, max: 700 } },
    weight: "400 700",
    standIns: [
      { local: ["Arial", "Liberation Sans", "Arimo"], size: 101.7, ascent: 98.4, descent: 29.8 },
    ],
  },
];

/** Write fonts.css and fonts/ into a folder. */
export async function fonts(folder) {
  await mkdir(`${folder}fonts`, { recursive: true });
  const rules = await Promise.all(FONTS.map((font) => rulesOf(font, folder)));
  await writeFile(`${folder}fonts.css`, rules.flat().join("\n") + "\n");
}

async function rulesOf(font, folder) {
  const source = `${packages}${font.name}/`;
  const ranges = JSON.parse(await readFile(`${source}unicode.json`, "utf8"));
  await copyFile(`${source}LICENSE`, `${folder}fonts/${font.name}.OFL.txt`);
  const faces = [];
  for (const [part, range] of [["latin", LATIN], ["latin-ext", ranges["latin-ext"]]]) {
    const whole = await readFile(`${source}files/${font.name}-${part}-${font.axis}-normal.woff2`);
    const cut = await subsetFont(whole, characters(range), {
      targetFormat: "woff2",
      variationAxes: font.axes,
      keepFeatures: FEATURES,
      noHinting: true,
    });
    const file = `fonts/${font.name}-${part}.woff2`;
    await writeFile(folder + file, cut);
    faces.push(face(font, `${file}?v=${digest(cut)}`, range));
  }
  return [...faces, ...font.standIns.map((each) => standIn(font.family, each))];
}

const face = ({ family, weight }, address, range) =>
  `@font-face{font-family:"${family}";font-weight:${weight};font-display:swap;` +
  `src:url("${address}") format("woff2");unicode-range:${range}}`;

function standIn(family, { local, size, ascent, descent }) {
  const names = local.map((name) => `local("${name}")`).join(",");
  return (
    `@font-face{font-family:"${family} ${local[0]}";src:${names};size-adjust:${size}%;` +
    `ascent-override:${ascent}%;descent-override:${descent}%;line-gap-override:0%}`
  );
}

/** Return every character of a unicode-range. */
function characters(range) {
  let text = "";
  for (const part of range.split(",")) {
    const [first, last = first] = part.replace("U+", "").split("-").map((each) => parseInt(each, 16));
    for (let code = first; code <= last; code++) text += String.fromCodePoint(code);
  }
  return text;
}

// As assets.py names a version, so that a page may preload a font at the same address.
const digest = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 16);
