// Find the things of the graph: by name, as values that a property has, and by class.

import { select } from "./endpoint";
import type { Names } from "./names";

export interface Entity {
  readonly name: string; // as it is written in a query
  readonly label: string;
  readonly kind: string; // what it is, or how often it is the value
}

interface Hit {
  readonly id: string;
  readonly label: string;
  readonly kind?: string;
}

const MOST_VALUES = 300;

export class Entities {
  private readonly asked = new Map<string, Promise<unknown>>();

  /** Takes the addresses of the endpoint and of the search. */
  constructor(
    private readonly endpoint: string,
    private readonly finder: string,
  ) {}

  /** Return the things whose names match some words, the best match first. */
  async search(words: string, signal: AbortSignal): Promise<Entity[]> {
    const response = await fetch(`${this.finder}?${new URLSearchParams({ q: words, limit: "12" })}`, { signal });
    if (!response.ok) return [];
    const { results } = (await response.json()) as { results: Hit[] };
    return results.map(({ id, label, kind = "" }) => ({ name: id, label, kind }));
  }

  /** Return what a property has as values, the most frequent first. */
  values(property: string, types: readonly string[], names: Names): Promise<Entity[]> {
    const type = types.length === 1 ? `?thing a <${types[0]}> .` : "";
    const query = `SELECT ?value (SAMPLE(?name) AS ?label) (COUNT(?thing) AS ?count) WHERE {
  ${type} ?thing <${property}> ?value . ?value rdfs:label ?name
  FILTER(isIRI(?value) && LANG(?name) IN ("en", ""))
} GROUP BY ?value ORDER BY DESC(?count) LIMIT ${MOST_VALUES}`;
    return this.once(query, async () =>
      (await select(this.endpoint, query)).map(({ value = "", label = "", count = "" }) => ({
        name: names.shorten(value),
        label,
        kind: `${count}×`,
      })),
    );
  }

  /** Return the classes of the thing with an IRI. */
  classes(iri: string): Promise<string[]> {
    const query = `SELECT ?class WHERE { <${iri}> a ?class }`;
    return this.once(query, async () =>
      (await select(this.endpoint, query)).map((row) => row.class ?? ""),
    );
  }

  /** Return whether anything in the graph has an IRI as its property or class. */
  uses(iri: string): Promise<boolean> {
    const query = `SELECT ?thing WHERE { { ?thing <${iri}> ?value } UNION { ?thing a <${iri}> } } LIMIT 1`;
    return this.once(query, async () => (await select(this.endpoint, query)).length > 0);
  }

  private once<T>(query: string, ask: () => Promise<T>): Promise<T> {
    const asked = this.asked.get(query) ?? ask();
    this.asked.set(query, asked);
    asked.catch(() => this.asked.delete(query));
    return asked as Promise<T>;
  }
}
