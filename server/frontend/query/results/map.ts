// Colour the countries of an answer on a map of the world.

import type { Binding, Table } from "./answer";
import { choice, h, s } from "./dom";
import { anchor, figure } from "./figure";
import { label, loadCountries } from "./labels";
import { countryCode, countryIri, page } from "./names";
import { classes, classOf } from "./scale";
import { rove } from "./roving";
import { columnsOf } from "./shape";
import { formatted, number } from "./values";

type World = {
  width: number;
  height: number;
  shapes: Record<string, string>;
  points: Record<string, [number, number]>;
  unassigned: Record<string, string>; // by a name, as these have no code
};

const DISCLAIMER = "Boundaries and names shown do not imply any judgement on the status of a territory.";
const ROWS = "Number of rows";
let world: Promise<World> | undefined;

/** Show the countries of a table on a map, once its shapes are there. */
export async function showMap(panel: HTMLElement, table: Table, signal: AbortSignal): Promise<void> {
  world ??= fetch(new URL("world.json", import.meta.url)).then((reply) => reply.json());
  world.catch(() => (world = undefined));
  const [shapes] = await Promise.all([world, loadCountries(signal).catch(() => undefined)]);
  const countries = columnsOf(table, "country");
  const numbers = [...columnsOf(table, "number"), ROWS];
  const draw = (column: string, by: string) => {
    const found = totals(table.rows, column, by === ROWS ? "" : by);
    const what = by === ROWS ? by : `?${by}`;
    figure(panel, {
      title: several(found) ? `${what} of each ?${column}` : `Where ?${column} is`,
      picture: picture(shapes, found),
      controls: [
        choice("Countries", countries, column, (word) => draw(word, by)),
        choice("Colour by", numbers, by, (word) => draw(column, word)),
      ],
      under: [several(found) ? legend(found) : undefined, missing(shapes, found), DISCLAIMER],
    });
  };
  draw(countries[0] ?? "", numbers[0] ?? ROWS);
}

/** Return the sum of a column for each country, or the number of its rows without one. */
export function totals(rows: Binding[], column: string, by: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const row of rows) {
    const code = countryCode(row[column]?.value ?? "");
    const value = by ? number(row[by]) : 1;
    if (code && value !== undefined) found.set(code, (found.get(code) ?? 0) + value);
  }
  return found;
}

function several(found: Map<string, number>): boolean {
  return new Set(found.values()).size > 1;
}

function picture(world: World, found: Map<string, number>): SVGSVGElement {
  const breaks = classes([...found.values()]);
  const colour = (code: string) => {
    const value = found.get(code);
    return value === undefined ? "none" : `class-${several(found) ? classOf(value, breaks) : 5}`;
  };
  const svg = s("svg", { class: "map", viewBox: `0 0 ${world.width} ${world.height}`, role: "group" });
  const parts: { element: SVGElement; x: number; y: number }[] = [];
  for (const [name, path] of Object.entries(world.unassigned))
    svg.append(s("path", { d: path, class: "none" }, s("title", {}, name)));
  const add = (code: string, shape: SVGElement, x: number, y: number) => {
    shape.setAttribute("class", colour(code));
    const name = label(countryIri(code)) ?? code;
    const value = found.get(code);
    if (value === undefined) return svg.append(s("g", {}, s("title", {}, name), shape));
    const told = several(found) ? `${name}: ${formatted(value)}` : name;
    const element = anchor(page(countryIri(code)), told, shape);
    parts.push({ element, x, y });
    svg.append(element);
  };
  for (const [code, path] of Object.entries(world.shapes)) add(code, s("path", { d: path }), ...corner(path));
  for (const [code, [x, y]] of Object.entries(world.points)) add(code, s("circle", { cx: x, cy: y, r: world.width / 320 }), x, y);
  rove(svg, parts);
  return svg;
}

/** Return where the first line of a path begins, which is near enough to move the focus by. */
function corner(path: string): [number, number] {
  const [x, y] = path.match(/-?[\d.]+/g) ?? [];
  return [Number(x ?? 0), Number(y ?? 0)];
}

function legend(found: Map<string, number>): HTMLElement {
  const values = [...found.values()];
  const breaks = classes(values);
  const groups = breaks.map((_, at) => values.filter((value) => classOf(value, breaks) === at + 1));
  const told = groups.map((group) => [Math.min(...group), Math.max(...group)].map(formatted));
  return h(
    "ul",
    { class: "legend" },
    ...told.map(([least, most], at) => {
      const swatch = s("svg", { width: 14, height: 14, "aria-hidden": "true" }, s("rect", { width: 14, height: 14, class: `class-${at + 1}` }));
      return h("li", {}, swatch, least === most ? `${least}` : `${least} to ${most}`);
    }),
  );
}

function missing(world: World, found: Map<string, number>): string | undefined {
  const codes = [...found.keys()].filter((code) => !(code in world.shapes) && !(code in world.points));
  return codes.length ? `Not on the map: ${codes.map((code) => label(countryIri(code)) ?? code).join(", ")}.` : undefined;
}
