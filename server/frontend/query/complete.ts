// Offer what fits where the cursor stands: names of the graph, variables and words of the language.

import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import * as candidates from "./candidates";
import type { Candidate } from "./candidates";
import { Classes } from "./classes";
import type { Entities, Entity } from "./entities";
import { CLAUSES, OPERATORS, PATTERNS } from "./keywords";
import { Reading, type Token } from "./reading";
import type { Vocabulary } from "./vocabulary";

const SHORTEST = 2; // letters from which on things are searched by name
const MOST = 100;

type Wanted = { typed: string; reading: Reading; vocabulary: Vocabulary; signal: AbortSignal };

/** Return the source of completions for an endpoint. */
export function completion(loading: () => Promise<Vocabulary>, entities: Entities) {
  const offers = new Offers(entities);
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const reading = new Reading(context.state.doc.toString(), context.pos);
    const { word } = reading;
    if (word ? !isOpen(word, context.pos) : !context.explicit) return null;
    const typed = word ? word.text.slice(0, context.pos - word.from) : "";
    const leaving = new AbortController();
    context.addEventListener("abort", () => leaving.abort());
    try {
      const vocabulary = await loading();
      const found = await offers.at({ typed, reading, vocabulary, signal: leaving.signal });
      const options = fitting(found, typed);
      const to = word?.kind === "string" ? word.to : context.pos;
      return options.length ? { from: word?.from ?? context.pos, to, options, filter: false } : null;
    } catch {
      return null; // the server does not answer now: write without
    }
  };
}

class Offers {
  constructor(private readonly entities: Entities) {}

  async at(wanted: Wanted): Promise<Candidate[]> {
    const { reading, typed, vocabulary } = wanted;
    const own = candidates.variables(reading.variables);
    if (/^[?$]/.test(typed)) return own;
    const prefixes = typed.includes(":") ? [] : candidates.prefixes(vocabulary);
    switch (reading.place.slot) {
      case "prologue":
        return candidates.keywords(CLAUSES);
      case "select":
        return [...own, ...candidates.keywords(CLAUSES), ...candidates.functions()];
      case "predicate":
        return [...(await this.properties(wanted)), ...own, ...prefixes];
      case "object":
        return [...(await this.objects(wanted)), ...prefixes];
      case "value":
        return [...(await this.values(wanted)), ...prefixes];
      case "subject":
        return [...own, ...candidates.keywords(PATTERNS), ...(await this.search(wanted)), ...prefixes];
      case "expression": {
        const words = candidates.keywords(OPERATORS);
        return [...own, ...candidates.functions(), ...words, ...(await this.search(wanted)), ...prefixes];
      }
    }
  }

  private async properties({ reading, vocabulary }: Wanted): Promise<Candidate[]> {
    const { subject, path } = reading.place;
    const types = path ? await this.types(reading, vocabulary).of(subject, path) : [];
    const type = { label: "a", detail: "is of the class", type: "keyword" };
    return [...(path?.length ? [] : [type]), ...candidates.properties(vocabulary, types)];
  }

  private async objects(wanted: Wanted): Promise<Candidate[]> {
    const { reading, vocabulary } = wanted;
    const { subject, path } = reading.place;
    const last = path?.[path.length - 1];
    const property = last && vocabulary.names.expand(last.text, reading.declared);
    if (!property) return [...candidates.variables(reading.variables), ...(await this.search(wanted))];
    const classes = this.types(reading, vocabulary);
    if (property === vocabulary.names.expand("a")) {
      return candidates.classes(vocabulary, new Set(await classes.of(subject)));
    }
    const types = await classes.of(subject, path.slice(0, -1));
    const use = vocabulary.use(property, types);
    const values = use.classes.size ? await this.entities.values(property, types, vocabulary.names) : [];
    return [
      ...candidates.entities(values),
      ...candidates.literals(use),
      ...candidates.variables(reading.variables),
      ...(await this.search(wanted, values)),
    ];
  }

  /** Offer the values that the variable of a VALUES has in the rest of the query. */
  private async values(wanted: Wanted): Promise<Candidate[]> {
    const { reading, vocabulary } = wanted;
    const use = reading.triples.find(({ object, path }) => object.text === reading.place.subject && path);
    const step = use?.path?.[use.path.length - 1];
    const property = step && vocabulary.names.expand(step.text, reading.declared);
    const values = property ? await this.entities.values(property, [], vocabulary.names) : [];
    return [...candidates.entities(values), ...(await this.search(wanted, values))];
  }

  private async search({ typed, reading, signal }: Wanted, known: readonly Entity[] = []): Promise<Candidate[]> {
    const words = bare(typed);
    if (words.length < SHORTEST || (reading.place.slot === "expression" && /^["']/.test(typed))) return [];
    const listed = new Set(known.map((each) => each.name));
    const found = (await this.entities.search(words, signal)).filter(({ name }) => !listed.has(name));
    const kind = /^([\w-]+):/.exec(typed)?.[0] ?? "";
    const fit = found.filter(({ name }) => name.startsWith(kind));
    const section = { name: known.length ? "Other things" : "Things", rank: 7 };
    return candidates.entities(fit).map((each) => ({ ...each, section, found: true }));
  }

  private types(reading: Reading, vocabulary: Vocabulary): Classes {
    return new Classes(vocabulary, reading, (name) => {
      const iri = vocabulary.names.expand(name, reading.declared);
      return iri && !/[:/#]$/.test(iri) ? this.entities.classes(iri) : Promise.resolve([]);
    });
  }
}

/** Tell whether more can be written of a word: not of a finished string, and not in a comment. */
function isOpen(word: Token, at: number): boolean {
  if (word.kind === "string") return at < word.to;
  return /^(?:name|word|variable|open)$/.test(word.kind);
}

/** Return what is typed without the quote or the prefix before it. */
function bare(typed: string): string {
  return typed.replace(/^(?:["']+|[\w-]*:)/, "");
}

/** Return the candidates that match what is typed, in their order but the better matches first. */
function fitting(found: readonly Candidate[], typed: string): Candidate[] {
  const whole = typed.toLowerCase().replace(/^["']+/, "");
  const ranked = found
    .map((each) => ({ each, rank: rank(each, whole) }))
    .filter(({ rank }) => rank < 4)
    .sort((a, b) => a.rank - b.rank);
  const options = ranked.map(({ each }) => each).slice(0, MOST);
  return options.length === 1 && options[0]?.label === typed ? [] : options;
}

function rank({ label, detail = "", type, found }: Candidate, typed: string): number {
  const name = label.toLowerCase();
  const local = name.slice(name.indexOf(":") + 1);
  if (name.startsWith(typed) || `$${name.slice(1)}`.startsWith(typed)) return 0;
  if (found) return 2;
  if (type === "keyword" || type === "function" || type === "namespace") return 4;
  const told = detail.toLowerCase();
  if (local.startsWith(typed) || told.startsWith(typed)) return 1;
  const part = typed.slice(typed.indexOf(":") + 1);
  const sort = typed.slice(0, typed.length - part.length);
  if (!name.startsWith(sort) || !part) return 4;
  if (told.startsWith(part) || new RegExp(`[\\s-]${escaped(part)}`).test(told)) return 2;
  return local.includes(part) ? 3 : 4;
}

function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "\\$&");
}
