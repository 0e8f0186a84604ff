// Mark names that the graph does not have, with the name that was probably meant.

import type { Action, Diagnostic } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import type { Entities } from "./entities";
import { nearest } from "./nearest";
import { Reading, type Token } from "./reading";
import type { Term, Vocabulary } from "./vocabulary";

/** Return what marks the prefixes, properties and classes of a query that are unknown. */
export async function unknown(text: string, vocabulary: Vocabulary, entities: Entities): Promise<Diagnostic[]> {
  const reading = new Reading(text);
  const type = vocabulary.names.expand("a");
  const classes = reading.triples
    .filter(({ path }) => path?.length === 1 && vocabulary.names.expand(path[0]?.text ?? "") === type)
    .map(({ object }) => object);
  const terms = new Terms(vocabulary, reading, entities);
  const found = await Promise.all([
    ...reading.predicates.map((token) => terms.check(token, "property", vocabulary.properties)),
    ...classes.map((token) => terms.check(token, "class", vocabulary.classes)),
  ]);
  return [...reading.names.flatMap((token) => prefix(token, reading, vocabulary)), ...found.flat()];
}

function prefix(token: Token, reading: Reading, { names }: Vocabulary): Diagnostic[] {
  const written = token.text.slice(0, token.text.indexOf(":"));
  if (written === "_" || reading.declared.has(written) || names.prefixes.has(written)) return [];
  const meant = nearest(written, names.prefixes.keys());
  const message = `The prefix ${written}: is not declared.${meant === null ? "" : ` Did you mean ${meant}: ?`}`;
  const to = token.from + written.length;
  return [{ from: token.from, to: to + 1, severity: "error", message, actions: mend(meant, token.from, to) }];
}

class Terms {
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly reading: Reading,
    private readonly entities: Entities,
  ) {}

  /** Mark a name in a namespace that the graph uses, where nothing has that name. */
  async check(token: Token, what: string, known: ReadonlyMap<string, Term>): Promise<Diagnostic[]> {
    const { names } = this.vocabulary;
    const iri = token.kind === "name" ? names.expand(token.text, this.reading.declared) : null;
    if (iri === null || known.has(iri)) return [];
    const space = iri.slice(0, iri.search(/[^#/]*$/));
    const siblings = [...known.keys()].filter((each) => each.startsWith(space));
    // The description of the graph leaves out what describes it: only the graph itself knows all.
    if (!siblings.length || (await this.entities.uses(iri))) return [];
    const meant = nearest(names.shorten(iri), siblings.map((each) => names.shorten(each)));
    const message = `Nothing in the graph has the ${what} ${token.text}.${meant ? ` Did you mean ${meant}?` : ""}`;
    const { from, to } = token;
    return [{ from, to, severity: "warning", message, actions: mend(meant, from, to) }];
  }
}

function mend(meant: string | null, from: number, to: number): Action[] {
  if (!meant) return [];
  const apply = (view: EditorView) => view.dispatch({ changes: { from, to, insert: meant }, userEvent: "input.mend" });
  return [{ name: `Write ${meant}`, apply }];
}
