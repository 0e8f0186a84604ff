// Make answers for tests.

import type { Binding, Table, Term } from "../query/results/answer";

const XSD = "http://www.w3.org/2001/XMLSchema#";

export const iri = (value: string): Term => ({ type: "uri", value: `https://w3id.org/comity/${value}` });
export const plain = (value: string): Term => ({ type: "literal", value });
export const typed = (value: string | number, type: string): Term => ({
  type: "literal",
  value: `${value}`,
  datatype: XSD + type,
});

export function made(...rows: Binding[]): Table {
  return { columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows, graph: false };
}
