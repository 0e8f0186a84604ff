// Hold which classes and properties the graph uses, and how: the parts of its VoID description.

import { select, type Row } from "./endpoint";
import { Names } from "./names";

const PREFIXES = `SELECT ?prefix ?namespace WHERE {
  <https://w3id.org/comity/ontology> sh:declare ?declared .
  ?declared sh:prefix ?prefix ; sh:namespace ?namespace }`;

const TERMS = `SELECT ?term ?kind ?count ?label ?definition WHERE {
  { GRAPH graph:void { <https://w3id.org/comity/dataset> void:propertyPartition ?part .
      ?part void:property ?term ; void:triples ?count } BIND("property" AS ?kind) }
  UNION
  { GRAPH graph:void { <https://w3id.org/comity/dataset> void:classPartition ?part .
      ?part void:class ?term ; void:entities ?count } BIND("class" AS ?kind) }
  OPTIONAL { ?term rdfs:label ?label FILTER(LANG(?label) IN ("en", "")) }
  OPTIONAL { ?term skos:definition ?definition FILTER(LANG(?definition) IN ("en", "")) }
}`;

const PARTS = `SELECT ?class ?property ?count ?objects ?datatype WHERE { GRAPH graph:void {
  ?whole void:class ?class ; void:propertyPartition ?part .
  ?part void:property ?property ; void:triples ?count .
  OPTIONAL { ?part void:classPartition/void:class ?objects }
  OPTIONAL { ?part void-ext:datatypePartition/void-ext:datatype ?datatype }
} }`;

export interface Term {
  readonly iri: string;
  readonly count: number;
  readonly label: string;
  readonly definition: string;
}

/** How the things of one class use one property: how often, and with values of what. */
export interface Use {
  count: number;
  readonly classes: Set<string>;
  readonly datatypes: Set<string>;
}

export class Vocabulary {
  readonly classes: ReadonlyMap<string, Term>;
  readonly properties: ReadonlyMap<string, Term>;
  private readonly uses = new Map<string, Map<string, Use>>();

  constructor(
    readonly names: Names,
    terms: Row[],
    parts: Row[],
  ) {
    this.classes = byIri(terms.filter((row) => row.kind === "class"));
    this.properties = byIri(terms.filter((row) => row.kind === "property"));
    for (const row of parts) this.add(row);
  }

  /** Return how the things of a class use each property, by the IRI of the property. */
  of(type: string): ReadonlyMap<string, Use> {
    return this.uses.get(type) ?? new Map<string, Use>();
  }

  /** Return how a property is used by things of some classes, or by all without one. */
  use(property: string, types: readonly string[]): Use {
    const total: Use = { count: 0, classes: new Set(), datatypes: new Set() };
    for (const type of types.length ? types : this.uses.keys()) {
      const use = this.of(type).get(property);
      if (!use) continue;
      total.count += use.count;
      use.classes.forEach((each) => total.classes.add(each));
      use.datatypes.forEach((each) => total.datatypes.add(each));
    }
    return total;
  }

  /** Return the classes whose things have all of some properties. */
  having(properties: readonly string[]): string[] {
    const known = properties.filter((each) => this.properties.has(each));
    if (!known.length) return [];
    return [...this.uses].filter(([, uses]) => known.every((each) => uses.has(each))).map(([type]) => type);
  }

  private add(row: Row): void {
    const { class: type = "", property = "", count, objects, datatype } = row;
    const uses = this.uses.get(type) ?? new Map<string, Use>();
    this.uses.set(type, uses);
    const use = uses.get(property) ?? { count: Number(count), classes: new Set(), datatypes: new Set() };
    uses.set(property, use);
    if (objects) use.classes.add(objects);
    if (datatype) use.datatypes.add(datatype);
  }
}

function byIri(rows: Row[]): Map<string, Term> {
  const found = new Map<string, Term>();
  for (const { term = "", count, label = "", definition = "" } of rows) {
    if (!found.has(term)) found.set(term, { iri: term, count: Number(count), label, definition });
  }
  return found;
}

/** Load the vocabulary from an endpoint, once for a page. */
export async function load(address: string): Promise<Vocabulary> {
  const [prefixes, terms, parts] = await Promise.all(
    [PREFIXES, TERMS, PARTS].map((query) => select(address, query)),
  );
  const declared = prefixes?.map((row): [string, string] => [row.prefix ?? "", row.namespace ?? ""]);
  return new Vocabulary(new Names(new Map(declared)), terms ?? [], parts ?? []);
}
