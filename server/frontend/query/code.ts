// Write what asks a query from elsewhere, quoted as each language wants it.

export type Sort = "rows" | "boolean" | "graph";

export interface Asked {
  readonly endpoint: string;
  readonly query: string;
  readonly on: string; // the day, empty where the query asks about none
  readonly sort: Sort;
}

/** The languages that there is code for, by what the tab says. */
export const LANGUAGES: Readonly<Record<string, (asked: Asked) => string>> = {
  "Shell (curl)": curl,
  "Python (pandas)": pandas,
  "Python (SPARQLWrapper)": wrapper,
  "Python (comity)": comity,
  R: r,
  JavaScript: javascript,
};

const TYPES: Readonly<Record<Sort, string>> = {
  rows: "text/csv",
  boolean: "application/sparql-results+json",
  graph: "text/turtle",
};

function curl({ endpoint, query, on, sort }: Asked): string {
  const end = free("SPARQL", query.split("\n"));
  const day = on ? `  --data-urlencode 'on=${on}' \\\n` : "";
  return `curl ${quoted(endpoint)} \\
  --header 'Accept: ${TYPES[sort]}' \\
${day}  --data-urlencode 'query@-' <<'${end}'
${query}
${end}`;
}

function pandas({ endpoint, query, on, sort }: Asked): string {
  if (sort !== "rows") return `# A data frame needs a SELECT query.`;
  const day = on ? `, "on": "${on}"` : "";
  return `from urllib.parse import urlencode

import pandas as pd

query = ${python(query)}
asked = urlencode({"query": query${day}, "format": "csv"})
frame = pd.read_csv(f"${endpoint}?{asked}")
print(frame)`;
}

function wrapper({ endpoint, query, on, sort }: Asked): string {
  const day = on ? `\nsparql.addParameter("on", "${on}")` : "";
  const read = {
    rows: `for row in sparql.queryAndConvert()["results"]["bindings"]:
    print({name: term["value"] for name, term in row.items()})`,
    boolean: `print(sparql.queryAndConvert()["boolean"])`,
    graph: `graph = sparql.queryAndConvert()  # of rdflib
print(len(graph))`,
  }[sort];
  return `from SPARQLWrapper import ${sort === "graph" ? "POST, TURTLE" : "JSON, POST"}, SPARQLWrapper

sparql = SPARQLWrapper("${endpoint}")
sparql.setMethod(POST)${day}
sparql.setReturnFormat(${sort === "graph" ? "TURTLE" : "JSON"})
sparql.setQuery(${python(query)})
${read}`;
}

function comity({ query, on, sort }: Asked): string {
  const day = on ? `, on="${on}"` : "";
  const ask = sort === "rows" ? "frame" : "query";
  return `import comity

graph = comity.load()  # the whole graph, on this machine
answer = graph.${ask}(${python(query)}${day})
print(answer)`;
}

function r({ endpoint, query, on, sort }: Asked): string {
  const dashes = free("-", [...query.matchAll(/\)(-*)"/g)].map((each) => each[1] ?? ""));
  const day = on ? `, "&on=${on}"` : "";
  const read = sort === "rows" ? "read.csv(asked)" : "cat(readLines(asked), sep = \"\\n\")";
  return `query <- r"${dashes}(${query})${dashes}"
asked <- paste0("${endpoint}?format=${{ rows: "csv", boolean: "json", graph: "turtle" }[sort]}"${day},
  "&query=", URLencode(query, reserved = TRUE))
${read}`;
}

function javascript({ endpoint, query, on, sort }: Asked): string {
  const text = query.replace(/[\\\`]|\$(?=\{)/g, "\\$&");
  const day = on ? `, on: "${on}"` : "";
  const type = sort === "rows" ? TYPES.boolean : TYPES[sort];
  const read = {
    rows: `const { results } = await response.json();
console.table(results.bindings.map((row) =>
  Object.fromEntries(Object.entries(row).map(([name, term]) => [name, term.value]))));`,
    boolean: "console.log((await response.json()).boolean);",
    graph: "console.log(await response.text());",
  }[sort];
  return `const query = \`${text}\`;
const response = await fetch("${endpoint}", {
  method: "POST",
  headers: { Accept: "${type}" },
  body: new URLSearchParams({ query${day} }),
});
${read}`;
}

/** Quote a text for a shell (POSIX, Shell Command Language, section 2.2.2). */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Quote a text for Python, in the lines that it has. */
function python(text: string): string {
  return `"""${text.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"')}"""`;
}

/** Lengthen a mark until it is none of some texts. */
function free(mark: string, taken: readonly string[]): string {
  let found = mark;
  while (taken.includes(found)) found += mark.slice(-1);
  return found;
}
