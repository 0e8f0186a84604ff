// Read N-Triples (RDF 1.1 N-Triples, section 7), as the endpoint writes them: one triple a line.

import type { Binding, Term } from "./answer";

const TERM = String.raw`<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?`;
const LINE = new RegExp(String.raw`^\s*(?:${TERM})\s*<([^>]*)>\s*(?:${TERM})\s*\.`);
const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g;
const CONTROLS: Record<string, string> = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

/** Return the triples of a text, each as the row of a table; a line that holds none is left out. */
export function triples(text: string): Binding[] {
  return text.split("\n").map(triple).filter((found) => found !== undefined);
}

/** Return the triple of a line, or nothing where there is none. */
export function triple(line: string): Binding | undefined {
  const found = LINE.exec(line);
  if (!found) return undefined;
  return {
    subject: term(found.slice(1, 6)),
    predicate: { type: "uri", value: unescaped(found[6] ?? "") },
    object: term(found.slice(7, 12)),
  };
}

function term([iri, node, text, datatype, language]: (string | undefined)[]): Term {
  if (iri !== undefined) return { type: "uri", value: unescaped(iri) };
  if (node !== undefined) return { type: "bnode", value: node };
  return {
    type: "literal",
    value: unescaped(text ?? ""),
    ...(datatype && { datatype }),
    ...(language && { "xml:lang": language }),
  };
}

function unescaped(text: string): string {
  return text.replace(ESCAPE, (_, short?: string, long?: string, letter = "") =>
    short || long ? String.fromCodePoint(parseInt(short || long || "", 16)) : (CONTROLS[letter] ?? letter),
  );
}
