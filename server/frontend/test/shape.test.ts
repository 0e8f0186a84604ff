import assert from "node:assert/strict";
import { test } from "node:test";
import { first, kinds, table, views } from "../query/results/shape";
import { iri, made, plain, typed } from "./answers";

const country = (code: string) => iri(`country/${code}`);

test("a column is what all its values are", () => {
  const found = kinds(
    made(
      { c: country("KEN"), t: country("KEN"), n: typed(1, "integer"), d: typed("2020", "gYear"), m: plain("x") },
      { c: country("USA"), t: iri("forum/g7"), n: typed("1.5", "decimal"), d: typed("2020-01", "gYearMonth"), m: typed(1, "integer") },
    ),
  );
  assert.deepEqual(found, { c: "country", t: "thing", n: "number", d: "date", m: "mixed" });
});

test("three capital letters are a country only in a column that says so", () => {
  assert.deepEqual(kinds(made({ iso3: plain("KEN"), body: plain("FAO") })), { iso3: "country", body: "text" });
});

test("the map is offered for countries and not without", () => {
  assert.ok(views(made({ c: country("KEN") })).includes("map"));
  assert.ok(!views(made({ c: iri("forum/g7") })).includes("map"));
});

test("the network is offered for two columns of things", () => {
  assert.ok(views(made({ a: country("KEN"), b: iri("forum/g7") })).includes("network"));
  assert.ok(!views(made({ a: country("KEN"), b: plain("G7") })).includes("network"));
});

test("the timeline is offered for dates, the chart for numbers with names", () => {
  assert.deepEqual(views(made({ d: typed("2020", "gYear") })), ["table", "timeline", "raw"]);
  assert.deepEqual(views(made({ a: plain("x"), n: typed(3, "integer") })), ["table", "chart", "raw"]);
  assert.deepEqual(views(made({ n: typed(3, "integer") })), ["table", "raw"]);
});

test("an answer begins as a map only when it is plainly one", () => {
  const codes = ["KEN", "USA", "FRA", "DEU", "JPN", "BRA", "IND", "CAN"];
  const rows = codes.map((code) => ({ c: country(code), name: plain(code), n: typed(1, "integer") }));
  assert.equal(first(made(...rows)), "map");
  assert.equal(first(made(...rows.slice(1))), "table");
  assert.equal(first(made(...rows.map((row) => ({ ...row, forum: iri("forum/g7") })))), "table");
});

test("numbers over dates begin as a chart", () => {
  assert.equal(first(made({ d: typed("2020", "gYear"), n: typed(1, "integer") })), "chart");
});

test("a graph is a table of its triples", () => {
  const found = table({ kind: "graph", triples: "<urn:a> <urn:p> <urn:b> .\n" });
  assert.ok(found);
  assert.deepEqual(found.columns, ["subject", "predicate", "object"]);
  assert.deepEqual(views(found), ["table", "network", "raw"]);
});
