// What may be written at a place of a query, as the list of the editor wants it.

import { startCompletion, type Completion } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import type { Entity } from "./entities";
import { FUNCTIONS } from "./keywords";
import type { Term, Use, Vocabulary } from "./vocabulary";

/** A candidate that the server has found needs not match what is typed: it may in another language. */
export type Candidate = Completion & { readonly found?: true };

export const keywords = (words: readonly string[]): Completion[] =>
  words.map((label) => ({ label, type: "keyword" }));

export const variables = (names: Iterable<string>): Completion[] =>
  [...names].map((name) => ({ label: `?${name}`, type: "variable" }));

export const functions = (): Completion[] =>
  Object.entries(FUNCTIONS).map(([label, detail]) => ({ label, detail, type: "function", apply: call(label) }));

export const entities = (known: readonly Entity[]): Candidate[] =>
  known.map(({ name, label, kind }) => ({
    label: name,
    detail: [label, kind].filter(Boolean).join(" · "),
    type: "constant",
  }));

/** Return the prefixes; who takes one is at once offered the names under it. */
export const prefixes = (vocabulary: Vocabulary): Completion[] =>
  [...vocabulary.names.prefixes].sort(([one], [other]) => (one < other ? -1 : 1)).map(([prefix, space]) => ({
    label: `${prefix}:`,
    detail: space.replace(/^https?:\/\//, ""),
    type: "namespace",
    section: { name: "Prefixes", rank: 6 },
    apply(view: EditorView, _: Completion, from: number, to: number) {
      view.dispatch(change(from, to, `${prefix}:`, prefix.length + 1));
      startCompletion(view);
    },
  }));

export const classes = (vocabulary: Vocabulary, expected: ReadonlySet<string>): Completion[] =>
  ranked(vocabulary.classes.values())
    .sort((a, b) => Number(expected.has(b.iri)) - Number(expected.has(a.iri)))
    .map((term) => ({ ...named(vocabulary, term), type: "class" }));

/** Return the properties, those first that the things of some classes have. */
export function properties(vocabulary: Vocabulary, types: readonly string[]): Completion[] {
  const fitting = new Map<string, Use>();
  for (const type of types) {
    for (const [iri] of vocabulary.of(type)) fitting.set(iri, vocabulary.use(iri, types));
  }
  const section = { name: `Properties of ${types.map((each) => vocabulary.names.shorten(each)).join(" or ")}`, rank: 1 };
  const own = [...vocabulary.properties.values()].filter(({ iri }) => fitting.has(iri));
  const counted = own.map((term) => ({ ...term, count: fitting.get(term.iri)?.count ?? 0 }));
  const rest = [...vocabulary.properties.values()].filter(({ iri }) => !fitting.has(iri));
  return [
    ...ranked(counted).map((term) => ({ ...named(vocabulary, term), type: "property", section })),
    ...ranked(rest).map((term) => ({
      ...named(vocabulary, term),
      type: "property",
      ...(own.length ? { section: { name: "Other properties", rank: 5 } } : {}),
    })),
  ];
}

/** Return how literals are written of the types that a property has. */
export function literals(use: Use): Completion[] {
  const day = new Date().toISOString().slice(0, 10);
  const forms: Record<string, string[]> = {
    date: [`"${day}"^^xsd:date`],
    gYear: [`"${day.slice(0, 4)}"^^xsd:gYear`],
    gYearMonth: [`"${day.slice(0, 7)}"^^xsd:gYearMonth`],
    boolean: ["true", "false"],
    langString: ['""@en'],
    string: ['""'],
  };
  const names = [...use.datatypes].map((each) => each.slice(each.search(/[^#/]*$/)));
  return names.flatMap((name) => (forms[name] ?? []).map((label) => ({ label, detail: name, type: "text" })));
}

function named(vocabulary: Vocabulary, term: Term): Completion {
  const detail = [term.label, `${term.count.toLocaleString("en")}×`].filter(Boolean).join(" · ");
  const label = vocabulary.names.shorten(term.iri);
  return term.definition ? { label, detail, info: term.definition } : { label, detail };
}

function ranked<T extends Term>(terms: Iterable<T>): T[] {
  return [...terms].sort((a, b) => b.count - a.count);
}

function call(name: string): (view: EditorView, _: Completion, from: number, to: number) => void {
  return (view, _, from, to) => view.dispatch(change(from, to, `${name}()`, name.length + 1));
}

function change(from: number, to: number, insert: string, cursor: number) {
  return { changes: { from, to, insert }, selection: { anchor: from + cursor }, userEvent: "input.complete" };
}
