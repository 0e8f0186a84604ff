import assert from "node:assert/strict";
import { test } from "node:test";
import { Reading } from "../query/reading";

/** Read a text in which a bar stands for the cursor. */
function read(text: string): Reading {
  return new Reading(text.replace("|", ""), text.indexOf("|"));
}

function triples({ triples }: Reading): string[] {
  return triples.map(({ subject, path, object }) =>
    [subject, path?.map((step) => step.text).join("/") ?? "?", object.text].join(" "),
  );
}

const places: [string, string, string][] = [
  ["SEL|", "prologue", ""],
  ["SELECT ?| WHERE { ?a ?b ?c }", "select", ""],
  ["SELECT * { | }", "subject", ""],
  ["SELECT * { ?m | }", "predicate", "?m"],
  ["SELECT * { ?m a comity:Forum ; comity:m|", "predicate", "?m"],
  ["SELECT * { ?m org:member | }", "object", "?m"],
  ['SELECT * { ?m org:member "ken|', "object", "?m"],
  ["SELECT * { ?m org:member ?a, | }", "object", "?m"],
  ["SELECT * { ?m org:role [ skos:broader | ] }", "object", "[1"],
  ["SELECT * { VALUES ?forum { forum:| } ?m org:organization ?forum }", "value", "?forum"],
  ["SELECT * { ?m org:member ?p FILTER(?p = |) }", "expression", ""],
  ["SELECT * { ?a ?b ?c } ORDER BY |", "expression", ""],
  ["SELECT * { ?a ?b ?c } |", "select", ""],
];

for (const [text, slot, subject] of places) {
  test(`the cursor stands in the place of a ${slot}: ${text}`, () => {
    assert.deepEqual([read(text).place.slot, read(text).place.subject], [slot, subject]);
  });
}

test("what follows an unfinished line is read for itself", () => {
  const reading = read("SELECT * {\n ?m org:member |\n ?f a comity:Forum .\n}");
  assert.deepEqual(triples(reading), ["?f a comity:Forum"]);
  assert.deepEqual([...reading.variables], ["m", "f"]);
});

test("steps of a path are known, and alternatives are no steps", () => {
  const reading = new Reading("SELECT * { ?m org:role/skos:broader ?r . ?m (a|x:b)/x:c ?d ; ^org:member ?e }");
  assert.deepEqual(triples(reading), ["?m org:role/skos:broader ?r", "?m ? ?d", "?m ? ?e"]);
});

test("a type of a literal is no value, and neither is the name of a graph", () => {
  const reading = new Reading('SELECT * { GRAPH ?g { ?a dct:date "2020"^^xsd:gYear ; a comity:Action } }');
  assert.deepEqual(triples(reading), ['?a dct:date "2020"', "?a a comity:Action"]);
});

test("declared prefixes are known, and their names are not names in the query", () => {
  const reading = new Reading("PREFIX x: <urn:x#>\nSELECT * { ?a x:b ?c }");
  assert.equal(reading.declared.get("x"), "urn:x#");
  assert.deepEqual(reading.names.map((each) => each.text), ["x:b"]);
});

test("comments and strings hold no triples", () => {
  const reading = new Reading('SELECT * { # ?a ?b ?c\n ?s rdfs:label "?x ?y ?z { ( [" . ?s a ?t }');
  assert.deepEqual(triples(reading), ['?s rdfs:label "?x ?y ?z { ( ["', "?s a ?t"]);
});

test("the form of a query is its first, whatever is nested in it or written before it", () => {
  assert.equal(new Reading("# ASK\nPREFIX select: <urn:x>\nconstruct {} { { SELECT * {} } }").form, "CONSTRUCT");
});
