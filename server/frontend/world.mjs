// Draw the map of the world: one path a country, for pages that the server writes.
//
// The shapes are Natural Earth's at 1:50 million, as the package world-atlas has them, in the Equal
// Earth projection, which keeps areas comparable. They are joined with data/countries.ttl by M49
// number. What Natural Earth draws as a part of its state and the data have as a territory of its
// own (Réunion, Svalbard …) is taken apart. A country too small to be seen has a point, and what
// 1:50 million lacks has the point where 1:10 million draws it.

import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { geoCentroid, geoEqualEarth } from "d3-geo";
import { feature } from "topojson-client";
import { presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";
import { area, box, path, rings } from "./outline.mjs";

const WIDTH = 2000; // of the drawing, whose coordinates are whole numbers
const SOUTH = -60; // degrees, where the map ends and by treaty the Antarctic begins
const DETAIL = 4e-6; // steradians: a corner that encloses less is left out
const SPECK = 8; // square units: an island of less is left out unless it is the largest
const SMALL = 8; // units: a country whose largest part is less wide and less high has a point
const DOT = 6; // units: the radius of a point in world.svg

const COUNTRIES = new URL("../../data/countries.ttl", import.meta.url);

// Where the data have a country of its own: the shape that it is drawn within, and the places there,
// each from west and south to east and north.
const WITHIN = {
  BES: ["528", [-69, 11, -62, 19]],
  BVT: ["578", [3, -55, 4, -54]],
  CCK: ["Indian Ocean Ter.", [96, -13, 98, -11]],
  CXR: ["Indian Ocean Ter.", [105, -11, 106, -10]],
  GLP: ["250", [-62, 15.7, -60.9, 16.6]],
  GUF: ["250", [-55, 2, -51, 6]],
  MTQ: ["250", [-61.3, 14.3, -60.7, 15]],
  MYT: ["250", [44.9, -13.1, 45.4, -12.5]],
  REU: ["250", [55, -22, 56, -20]],
  SJM: ["578", [-10, 70, -7, 72], [10, 74, 35, 82]],
  TKL: ["554", [-173, -10, -170, -8]],
};
const NAMED = { XKX: "Kosovo" }; // which has no M49 number
const ANTARCTICA = "ATA"; // is a point on the edge of the map

const projection = geoEqualEarth().rotate([-11, 0]).precision(0); // so that no land is cut in two
const height = frame();

/** Write world.json and world.svg into a folder. */
export async function world(folder) {
  const drawn = { width: WIDTH, height, shapes: {}, points: {}, unassigned: {} };
  const [shapes, finer] = [shapesOf("50m", DETAIL), shapesOf("10m", 0)];
  for (const [code, number] of codes(await readFile(COUNTRIES, "utf8"))) {
    const polygons = take(shapes, code, number);
    const more = take(finer, code, number);
    if (code === ANTARCTICA) drawn.points[code] = point([-60, SOUTH + 1]);
    else if (polygons.length) draw(drawn, code, polygons);
    else drawn.points[code] = middle(rings(projection, more));
  }
  for (const [name, polygons] of shapes) {
    if (polygons.length) drawn.unassigned[name] = path(visible(rings(projection, polygons)));
  }
  await writeFile(`${folder}world.json`, JSON.stringify(drawn));
  await writeFile(`${folder}world.svg`, svg(drawn));
}

/** Fit the world as far south as the map goes into its width, and return the height. */
function frame() {
  projection.fitWidth(WIDTH, { type: "Sphere" });
  const [x, y] = projection.translate();
  const top = projection([0, 84])[1];
  projection.translate([x, y - top]);
  return Math.ceil(projection([0, SOUTH])[1]);
}

/** Return each country's code (ISO 3166-1 alpha-3) and M49 number; first what lies within others. */
function codes(turtle) {
  const blocks = [...turtle.matchAll(/^country:(\w+)\n(.*?)^\.$/gms)];
  return blocks
    .map(([, code, block]) => [code, NAMED[code] ?? /m49 "(\d+)"/.exec(block)?.[1]])
    .sort(([one], [other]) => (other in WITHIN) - (one in WITHIN));
}

/** Return the polygons of each shape by its M49 number, else by its name. */
function shapesOf(scale, detail) {
  const atlas = createRequire(import.meta.url)(`world-atlas/countries-${scale}.json`);
  const simple = simplify(presimplify(atlas, sphericalTriangleArea), detail);
  const shapes = new Map();
  for (const { id, properties, geometry } of feature(simple, simple.objects.countries).features) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    const key = id ?? properties.name;
    shapes.set(key, [...(shapes.get(key) ?? []), ...polygons]);
  }
  return shapes;
}

/** Take the polygons of a country out of the shapes. */
function take(shapes, code, number) {
  const [from, ...places] = WITHIN[code] ?? [number, [-180, -90, 180, 90]];
  const inside = (polygon) => {
    const [x, y] = geoCentroid({ type: "Polygon", coordinates: polygon });
    return places.some(([west, south, east, north]) => x >= west && x <= east && y >= south && y <= north);
  };
  const all = shapes.get(from) ?? [];
  shapes.set(from, all.filter((each) => !inside(each)));
  return all.filter(inside);
}

/** Draw a country as a shape, as a point, or as both where it is spread over small islands. */
function draw(drawn, code, polygons) {
  const all = rings(projection, polygons);
  const [largest] = all;
  if (isSmall([largest])) drawn.points[code] = middle(all);
  if (!isSmall(all) && area(largest)) drawn.shapes[code] = path(visible(all));
}

function isSmall(some) {
  const { width, height } = box(some);
  return width < SMALL && height < SMALL;
}

const visible = ([largest, ...others]) => [largest, ...others.filter((each) => area(each) >= SPECK)];

/** Return the middle of the largest ring. */
function middle([largest]) {
  const { x, y, width, height } = box([largest]);
  return [Math.round(x + width / 2), Math.round(y + height / 2)];
}

const point = (place) => projection(place).map(Math.round);

/** Write the same as an image, of which a page can use each country by its code. */
function svg({ shapes, points, unassigned }) {
  const shape = (code, id) => (code in shapes ? `<path${id} d="${shapes[code]}"/>` : "");
  const dot = (code, id) =>
    code in points ? `<circle${id} cx="${points[code][0]}" cy="${points[code][1]}" r="${DOT}"/>` : "";
  const drawn = Object.keys({ ...shapes, ...points }).sort().map((code) => {
    const both = code in shapes && code in points;
    const id = ` id="${code}"`;
    return both ? `<g${id}>${shape(code, "")}${dot(code, "")}</g>` : shape(code, id) + dot(code, id);
  });
  const rest = `<path id="unassigned" d="${Object.values(unassigned).join("")}"/>`;
  const box = `viewBox="0 0 ${WIDTH} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box}>\n${[...drawn, rest].join("\n")}\n</svg>\n`;
}
