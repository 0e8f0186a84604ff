// Keep the rows of a table as the reader wants them: filtered and sorted.

import type { Binding, Table } from "./answer";
import { compare, text } from "./values";

export type Order = { column: string; down: boolean } | undefined;
type Label = (iri: string) => string | undefined;

/** Return the rows that have some words in any of their values, in an order. */
export function arranged(table: Table, words: string, order: Order, label: Label): Binding[] {
  const wanted = folded(words).split(/\s+/).filter(Boolean);
  const kept = wanted.length
    ? table.rows.filter((row) => matches(row, table.columns, wanted, label))
    : [...table.rows];
  if (order) kept.sort((one, other) => sorted(one, other, order, label));
  return kept;
}

function sorted(one: Binding, other: Binding, order: { column: string; down: boolean }, label: Label): number {
  const [first, second] = [one[order.column], other[order.column]];
  // What is not bound comes last in both directions.
  const sign = order.down && first && second ? -1 : 1;
  return sign * compare(first, second, label);
}

function matches(row: Binding, columns: string[], wanted: string[], label: Label): boolean {
  const said = columns.map((column) => {
    const term = row[column];
    return term ? `${text(term, label)} ${term.value}` : "";
  });
  const whole = folded(said.join(" "));
  return wanted.every((word) => whole.includes(word));
}

function folded(words: string): string {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Return rows as tab-separated values for a spreadsheet, the names of the columns first. */
export function tsv(columns: string[], rows: Binding[]): string {
  const lines = rows.map((row) => columns.map((column) => plain(row[column]?.value ?? "")));
  return [columns, ...lines].map((line) => line.join("\t")).join("\n");
}

function plain(value: string): string {
  // A spreadsheet would take what begins so as a formula.
  const safe = /^[=@]|^[+-](?![\d.]+$)/.test(value) ? `'${value}` : value;
  return safe.replace(/[\t\r\n]+/g, " ");
}
