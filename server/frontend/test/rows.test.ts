import assert from "node:assert/strict";
import { test } from "node:test";
import { arranged, tsv } from "../query/results/rows";
import { iri, made, plain, typed } from "./answers";

const none = () => undefined;
const values = (table: ReturnType<typeof made>, down = false) =>
  arranged(table, "", { column: "v", down }, none).map((row) => row.v?.value);

test("numbers are sorted by size and not by letters", () => {
  const table = made({ v: typed(10, "integer") }, { v: typed(9, "integer") }, { v: typed("-1.5", "decimal") });
  assert.deepEqual(values(table), ["-1.5", "9", "10"]);
});

test("dates of any precision are sorted by time", () => {
  const table = made({ v: typed("2020-03", "gYearMonth") }, { v: typed("2020", "gYear") }, { v: typed("2019-12-31", "date") });
  assert.deepEqual(values(table), ["2019-12-31", "2020", "2020-03"]);
});

test("texts are sorted as readers do, whatever their case and accents", () => {
  const table = made({ v: plain("Zambia") }, { v: plain("États-Unis") }, { v: plain("estonia") }, { v: plain("Fiji") });
  assert.deepEqual(values(table), ["estonia", "États-Unis", "Fiji", "Zambia"]);
});

test("what is not bound comes last in both directions", () => {
  const table = made({ v: plain("b") }, { w: plain("x") }, { v: plain("a") });
  assert.deepEqual(values(table), ["a", "b", undefined]);
  assert.deepEqual(values(table, true), ["b", "a", undefined]);
});

test("the answer itself is not sorted", () => {
  const table = made({ v: plain("b") }, { v: plain("a") });
  values(table);
  assert.deepEqual(table.rows.map((row) => row.v?.value), ["b", "a"]);
});

test("a filter looks for all words in labels, IRIs and texts", () => {
  const table = made({ c: iri("country/CIV"), t: plain("signed") }, { c: iri("country/KEN"), t: plain("signed") });
  const label = (value: string) => (value.endsWith("CIV") ? "Côte d'Ivoire" : "Kenya");
  const kept = (words: string) => arranged(table, words, undefined, label).map((row) => row.c?.value.slice(-3));
  assert.deepEqual(kept("cote signed"), ["CIV"]);
  assert.deepEqual(kept("country/ken"), ["KEN"]);
  assert.deepEqual(kept("signed"), ["CIV", "KEN"]);
  assert.deepEqual(kept("nowhere"), []);
});

test("rows leave for a spreadsheet one a line, and no cell is a formula", () => {
  const written = tsv(["a", "b"], [{ a: plain("x\ty\nz"), b: typed(-3, "integer") }, { a: plain("=1+1") }]);
  assert.equal(written, "a\tb\nx y z\t-3\n'=1+1\t");
});
