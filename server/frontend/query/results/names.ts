// Name and link IRIs.

const BASE = "https://w3id.org/comity/";
const COUNTRY = `${BASE}country/`;

// Namespaces that answers are full of; the things of the project follow one pattern.
const PREFIXES: Record<string, string> = {
  [`${BASE}ontology#`]: "comity",
  [`${BASE}shapes#`]: "shapes",
  "http://www.w3.org/ns/dcat#": "dcat",
  "http://purl.org/dc/terms/": "dct",
  "http://xmlns.com/foaf/0.1/": "foaf",
  "http://www.w3.org/ns/org#": "org",
  "http://www.w3.org/2002/07/owl#": "owl",
  "http://www.w3.org/ns/prov#": "prov",
  "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
  "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
  "https://schema.org/": "schema",
  "http://www.w3.org/ns/shacl#": "sh",
  "http://www.w3.org/2004/02/skos/core#": "skos",
  "http://rdfs.org/ns/void#": "void",
  "http://www.wikidata.org/entity/": "wd",
  "http://www.w3.org/2001/XMLSchema#": "xsd",
};

/** Return an IRI with a prefix where it has a usual one, else as it is. */
export function shorten(iri: string): string {
  const end = Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1;
  const [space, name] = [iri.slice(0, end), iri.slice(end)];
  const kind = space.startsWith(BASE) && space.endsWith("/") ? space.slice(BASE.length, -1) : "";
  const prefix = PREFIXES[space] ?? (kind && !kind.includes("/") ? kind : "");
  return prefix && name ? `${prefix}:${name}` : iri;
}

/** Return the three letters of a country, from its IRI or as they stand; nothing for another text. */
export function countryCode(value: string): string {
  const code = value.startsWith(COUNTRY) ? value.slice(COUNTRY.length) : value;
  return /^[A-Z]{3}$/.test(code) ? code : "";
}

/** Return the IRI of a country by its three letters. */
export function countryIri(code: string): string {
  return COUNTRY + code;
}

/** Return where the page about an IRI is: on this host for what is the project's own. */
export function page(iri: string, here: Location = location): string {
  if (!iri.startsWith(BASE)) return /^https?:/i.test(iri) ? iri : "";
  const address = new URL(iri.slice(BASE.length), root(here));
  const day = new URLSearchParams(here.search).get("on");
  if (day && !address.hash) address.search = new URLSearchParams({ on: day }).toString();
  return address.href;
}

/** Return the address under which the whole site is, which the page for queries stands directly in. */
export function root(here: Location = location): URL {
  return new URL("./", here.href);
}
