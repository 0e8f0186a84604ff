// Fetch the labels of IRIs from the endpoint, each once.

import { select } from "../endpoint";
import type { Table } from "./answer";
import { root } from "./names";

const CHUNK = 60; // IRIs in a request, so that its address stays short and its answer cached
const BAD = /[\x00-\x20<>"{}|^`\\]/; // what no IRI in a query may have

const known = new Map<string, string | undefined>();

/** Return the label of an IRI, if it was fetched and there is one. */
export function label(iri: string): string | undefined {
  return known.get(iri);
}

/** Fetch the labels of some IRIs that are not known yet; throws when the endpoint gives none. */
export async function load(iris: Iterable<string>, signal: AbortSignal): Promise<void> {
  const wanted = [...new Set(iris)].filter((iri) => !known.has(iri) && !BAD.test(iri));
  for (let at = 0; at < wanted.length; at += CHUNK) {
    const chunk = wanted.slice(at, at + CHUNK);
    const values = chunk.map((iri) => `<${iri}>`).join(" ");
    await fetched(`VALUES ?iri { ${values} } ?iri rdfs:label ?label`, signal);
    for (const iri of chunk) if (!known.has(iri)) known.set(iri, undefined);
  }
}

/** Fetch the labels of the IRIs in some columns of the first rows, as far as the endpoint gives them. */
export async function loadFirst(table: Table, names: string[], most: number, signal: AbortSignal): Promise<void> {
  const terms = table.rows.slice(0, most).flatMap((row) => names.map((name) => row[name]));
  const iris = terms.flatMap((term) => (term?.type === "uri" ? [term.value] : []));
  await load(iris, signal).catch(() => undefined);
}

/** Fetch the names of all countries. */
export async function loadCountries(signal: AbortSignal): Promise<void> {
  await fetched("?iri a comity:Country ; rdfs:label ?label", signal);
}

async function fetched(pattern: string, signal: AbortSignal): Promise<void> {
  const query = `SELECT ?iri ?label { ${pattern} FILTER(LANG(?label) IN ("en", "")) }`;
  for (const { iri, label } of await select(new URL("sparql", root()).href, query, signal))
    if (iri && label) known.set(iri, label);
}
