import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, link, LONGEST, read } from "../query/address";
import { Names } from "../query/names";
import { nearest } from "../query/nearest";
import { offset } from "../query/problem";

const names = new Names(new Map([["a", "https://a/"], ["ab", "https://a/b/"]]));

test("an IRI is shortened by the longest namespace, where no escapes are needed", () => {
  assert.equal(names.shorten("https://a/b/c"), "ab:c");
  assert.equal(names.shorten("https://a/c/d"), "<https://a/c/d>");
  assert.equal(names.expand("ab:c"), "https://a/b/c");
  assert.equal(names.expand("nope:c"), null);
  assert.equal(names.expand("ab:c", new Map([["ab", "urn:"]])), "urn:c");
});

test("the nearest name is meant, whatever its case, but none that is far", () => {
  const known = ["comity:memberOf", "comity:member", "rdfs:label"];
  assert.equal(nearest("comity:memberof", known), "comity:memberOf");
  assert.equal(nearest("rdfs:lable", known), "rdfs:label");
  assert.equal(nearest("nope", ["role", "rdf"]), null);
});

test("a state survives its address, and a long query has none", () => {
  const state = { query: "SELECT * { ?a ?b 'é&+%' }\n", on: "2021-05-31", view: "map" };
  const address = link("/sparql", state);
  assert.deepEqual(read(address?.slice("/sparql".length) ?? ""), state);
  assert.equal(link("/sparql", { ...state, query: " ".repeat(LONGEST) }), null);
});

test("a day is asked about only by a query that has a variable for it", () => {
  assert.equal(asked("SELECT * { ?a ?b ?day }", "2021-05-31").get("on"), "2021-05-31");
  assert.equal(asked("SELECT * { ?a ?b ?days } # ?on", "2021-05-31").get("on"), null);
});

test("columns count characters, of which some are two units of code", () => {
  assert.equal(offset("a\n🌍🌍x", { line: 2, column: 3 }), 6);
  assert.equal(offset("a", { line: 9, column: 9 }), 1);
  assert.equal(offset("a", {}), null);
});
