// Tell what the columns of a table hold, and which views make sense of it.

import type { Answer, Table, Term } from "./answer";
import { span } from "./dates";
import { countryCode } from "./names";
import { triples } from "./ntriples";
import { number } from "./values";

export type Kind = "country" | "thing" | "number" | "date" | "text" | "mixed";
export type View = "table" | "map" | "network" | "timeline" | "chart" | "raw";

const LOOKED_AT = 1000; // rows; what they hold, the others will hold too
const CODES = /iso|code|country/i; // names of columns whose three letters are those of countries
const FEW = 8; // countries that make no map worth to begin with

/** Return the table of an answer that has one: the triples of a graph are rows of three columns. */
export function table(answer: Answer): Table | undefined {
  if (answer.kind === "boolean") return undefined;
  if (answer.kind === "graph") {
    const columns = ["subject", "predicate", "object"];
    return { columns, rows: triples(answer.triples), graph: true };
  }
  return { columns: answer.head.vars, rows: answer.results.bindings, graph: false };
}

/** Return what each column of a table holds; an empty column holds text. */
export function kinds({ columns, rows }: Table): Record<string, Kind> {
  const looked = rows.slice(0, LOOKED_AT);
  const found = columns.map((column) => {
    const all = new Set(looked.flatMap((row) => (row[column] ? [kind(row[column], column)] : [])));
    if (all.size < 2) return [column, [...all][0] ?? "text"];
    const things = [...all].every((each) => each === "country" || each === "thing");
    return [column, things ? "thing" : "mixed"];
  });
  return Object.fromEntries(found);
}

function kind(term: Term, column: string): Kind {
  if (term.type !== "uri" && term.type !== "bnode") {
    if (number(term) !== undefined) return "number";
    if (span(term)) return "date";
    // Other things than countries have three capital letters too.
    return CODES.test(column) && countryCode(term.value) ? "country" : "text";
  }
  return countryCode(term.value) ? "country" : "thing";
}

/** Return the columns of a table that hold one of some kinds. */
export function columnsOf(table: Table, ...wanted: Kind[]): string[] {
  const found = kinds(table);
  return table.columns.filter((column) => wanted.includes(found[column] ?? "text"));
}

/** Return the columns of a table that hold IRIs of things. */
export function linked(table: Table): string[] {
  return columnsOf(table, "country", "thing").filter((column) =>
    table.rows.some((row) => row[column]?.type === "uri"),
  );
}

/** Return the views that make sense of a table, in the order in which they are offered. */
export function views(table: Table): View[] {
  const dates = columnsOf(table, "date").length > 0;
  const numbers = columnsOf(table, "number").length > 0;
  const labels = columnsOf(table, "country", "thing", "text").length > 0;
  const offered: [View, boolean][] = [
    ["table", true],
    ["map", !table.graph && columnsOf(table, "country").length > 0],
    ["network", table.graph || linked(table).length > 1],
    ["timeline", !table.graph && dates],
    ["chart", !table.graph && numbers && (labels || dates)],
    ["raw", true],
  ];
  return offered.flatMap(([view, sensible]) => (sensible ? [view] : []));
}

/** Return the view to begin with: the table, unless the answer is plainly made for another. */
export function first(table: Table): View {
  const found = Object.values(kinds(table));
  const count = (kind: Kind) => found.filter((each) => each === kind).length;
  const rest = found.length - count("number");
  if (table.graph || count("number") !== 1) return "table";
  if (count("date") === 1 && rest === 1) return "chart";
  const plain = count("country") === 1 && count("country") + count("text") === rest;
  return plain && table.rows.length >= FEW ? "map" : "table";
}
