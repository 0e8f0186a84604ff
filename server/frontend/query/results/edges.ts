// Tell which things an answer links.

import type { Binding, Table, Term } from "./answer";

export type Node = { id: string; degree: number };
export type Edge = { source: string; target: string; names: string[] };

/** Return the things that two columns link, the most linked first, and at most so many links.
 *
 * Takes the column that names the links, if there is one. `all` is how many links there are.
 */
export function linksOf(
  rows: Binding[],
  [from, to]: [string, string],
  by: string,
  most: number,
): { nodes: Node[]; edges: Edge[]; all: number } {
  const found = new Map<string, Edge>();
  for (const row of rows) {
    const [source, target, name] = [id(row[from]), id(row[to]), row[by]?.value];
    if (!source || !target) continue;
    const key = `${source} ${target}`;
    const edge = found.get(key) ?? { source, target, names: [] };
    if (name && !edge.names.includes(name)) edge.names.push(name);
    found.set(key, edge);
  }
  const edges = [...found.values()].slice(0, most);
  const degrees = new Map<string, number>();
  for (const { source, target } of edges)
    for (const end of [source, target]) degrees.set(end, (degrees.get(end) ?? 0) + 1);
  const nodes = [...degrees].map(([id, degree]) => ({ id, degree }));
  nodes.sort((one, other) => other.degree - one.degree);
  return { nodes, edges, all: found.size };
}

function id(term: Term | undefined): string {
  if (term?.type === "uri") return term.value;
  return term?.type === "bnode" ? `_:${term.value}` : "";
}

/** Return the columns that a network of a table links and is named by, at first. */
export function ends(table: Table, linked: string[]): [string, string] {
  return table.graph ? ["subject", "object"] : [linked[0] ?? "", linked[1] ?? ""];
}
