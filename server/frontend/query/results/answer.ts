// What an endpoint answers (SPARQL 1.1 Query Results JSON Format; RDF 1.1 N-Triples).

export type Term =
  | { type: "uri"; value: string }
  | { type: "bnode"; value: string }
  | { type: "literal" | "typed-literal"; value: string; datatype?: string; "xml:lang"?: string };

export type Binding = Record<string, Term>;

export type Rows = {
  kind: "rows";
  head: { vars: string[] };
  results: { bindings: Binding[] };
};

export type Answer =
  | Rows
  | { kind: "boolean"; boolean: boolean }
  | { kind: "graph"; triples: string };

export type Options = {
  /** The view to begin with, as it was given to `onView`; the one that suits the answer if absent. */
  view?: string;
  /** Told the view that is shown, whenever the reader chooses one. */
  onView(view: string): void;
  /** The text of the query, to explain why it has no answer. */
  query: string;
};

/** A table of terms, and whether its rows are the triples of a graph. */
export type Table = { columns: string[]; rows: Binding[]; graph: boolean };
