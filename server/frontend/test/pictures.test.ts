import assert from "node:assert/strict";
import { test } from "node:test";
import { linksOf } from "../query/results/edges";
import { totals } from "../query/results/map";
import { countryCode, page, shorten } from "../query/results/names";
import { nearest } from "../query/results/roving";
import { classes, classOf, ticks } from "../query/results/scale";
import { ordered } from "../query/results/timeline";
import { iri, plain, typed } from "./answers";

test("numbers part into five classes of about as many, or one each when they are few", () => {
  assert.deepEqual(classes([3, 1, 1, 2]), [1, 2, 3]);
  const starts = classes(Array.from({ length: 100 }, (_, at) => at));
  assert.deepEqual(starts, [0, 20, 40, 60, 80]);
  assert.deepEqual([0, 19, 20, 99].map((value) => classOf(value, starts)), [1, 1, 2, 5]);
});

test("an axis has round numbers around its values", () => {
  assert.deepEqual(ticks(0, 87, 5), [0, 20, 40, 60, 80, 100]);
  assert.deepEqual(ticks(-0.3, 0.9, 5), [-0.5, 0, 0.5, 1]);
  assert.deepEqual(ticks(0, 0, 5), [0]);
});

test("rows of one country are added up, or counted", () => {
  const rows = [
    { c: iri("country/KEN"), n: typed(2, "integer") },
    { c: plain("KEN"), n: typed(3, "integer") },
    { c: iri("forum/g7"), n: typed(9, "integer") },
  ];
  assert.deepEqual([...totals(rows, "c", "n")], [["KEN", 5]]);
  assert.deepEqual([...totals(rows, "c", "")], [["KEN", 2]]);
});

test("two things are linked once, by all the names of their links", () => {
  const row = (from: string, to: string, name: string) => ({ a: iri(from), b: iri(to), p: plain(name) });
  const rows = [row("x/1", "x/2", "p"), row("x/1", "x/2", "q"), row("x/1", "x/3", "p"), { a: plain("no"), b: iri("x/2") }];
  const { nodes, edges, all } = linksOf(rows, ["a", "b"], "p", 1);
  assert.equal(all, 2);
  assert.deepEqual(edges.map((edge) => edge.names), [["p", "q"]]);
  assert.deepEqual(nodes.map((node) => node.degree), [1, 1]);
});

test("the focus goes to what is nearest in the direction of the key", () => {
  const [here, right, below] = [{ x: 0, y: 0 }, { x: 10, y: 2 }, { x: 0, y: 9 }];
  const all = [here, right, { x: 5, y: 50 }, below];
  assert.equal(nearest(here, all, [1, 0]), right);
  assert.equal(nearest(here, all, [0, 1]), below);
  assert.equal(nearest(here, all, [-1, 0]), undefined);
});

test("a timeline goes by time and leaves out what has none", () => {
  const rows = [{ d: typed("2021", "gYear") }, { d: plain("never") }, { d: typed("2020-05", "gYearMonth") }];
  assert.deepEqual(ordered(rows, "d", "none").map((line) => line.row.d?.value), ["2020-05", "2021"]);
});

test("IRIs are shortened and lead to pages of the host that was asked", () => {
  assert.equal(shorten("https://w3id.org/comity/forum/g7"), "forum:g7");
  assert.equal(shorten("https://w3id.org/comity/ontology#Forum"), "comity:Forum");
  assert.equal(shorten("https://w3id.org/comity/graph/data/forums/g7"), "https://w3id.org/comity/graph/data/forums/g7");
  assert.equal(shorten("urn:x"), "urn:x");
  const here = { href: "http://localhost:8000/site/sparql?query=x&on=2020-01-01", search: "?query=x&on=2020-01-01" };
  const from = (value: string) => page(value, here as Location);
  assert.equal(from("https://w3id.org/comity/forum/g7"), "http://localhost:8000/site/forum/g7?on=2020-01-01");
  assert.equal(from("https://w3id.org/comity/ontology#Forum"), "http://localhost:8000/site/ontology#Forum");
  assert.equal(from("https://example.org/x"), "https://example.org/x");
  assert.equal(from("javascript:alert(1)"), "");
});

test("only IRIs of countries and three letters are countries", () => {
  assert.equal(countryCode("https://w3id.org/comity/country/KEN"), "KEN");
  assert.equal(countryCode("https://w3id.org/comity/forum/FAO"), "");
});
