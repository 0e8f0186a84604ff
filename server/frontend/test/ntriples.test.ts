import assert from "node:assert/strict";
import { test } from "node:test";
import { triple, triples } from "../query/results/ntriples";

test("an IRI, a blank node and the three sorts of literals are read", () => {
  assert.deepEqual(triple("<urn:a> <urn:p> <urn:b> ."), {
    subject: { type: "uri", value: "urn:a" },
    predicate: { type: "uri", value: "urn:p" },
    object: { type: "uri", value: "urn:b" },
  });
  assert.deepEqual(triple("_:x1 <urn:p> _:y .")?.subject, { type: "bnode", value: "x1" });
  assert.deepEqual(triple('<urn:a> <urn:p> "x" .')?.object, { type: "literal", value: "x" });
  assert.deepEqual(triple('<urn:a> <urn:p> "x"@en-GB .')?.object, { type: "literal", value: "x", "xml:lang": "en-GB" });
  assert.deepEqual(triple('<urn:a> <urn:p> "1"^^<urn:t> .')?.object, { type: "literal", value: "1", datatype: "urn:t" });
});

test("escapes stand for what they stand for", () => {
  assert.equal(triple(String.raw`<urn:a> <urn:p> "a\"b\\n\n\t\u00e9\U0001F30D" .`)?.object?.value, 'a"b\\n\n\té🌍');
});

test("a full stop, a quote and angle brackets in a text end nothing", () => {
  assert.equal(triple(String.raw`<urn:a> <urn:p> "see <urn:b> . \" ." .`)?.object?.value, 'see <urn:b> . " .');
});

test("an empty text is a text", () => {
  assert.equal(triple('<urn:a> <urn:p> "" .')?.object?.value, "");
});

test("what is no triple is left out", () => {
  assert.equal(triples('# a comment\n\n<urn:a> <urn:p> "x\n<urn:a> <urn:p> <urn:b> .\n').length, 1);
});
