// Find out of which classes the things are that a variable or an IRI of a query stands for.

import type { Reading, Token, Triple } from "./reading";
import type { Vocabulary } from "./vocabulary";

/** Tell the classes of the thing with a prefixed name; the endpoint knows them. */
export type ClassesOf = (name: string) => Promise<string[]>;

export class Classes {
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly reading: Reading,
    private readonly ask: ClassesOf,
  ) {}

  /** Return the possible classes of a term after some steps along a path; none when unknown. */
  async of(term: string, path: readonly Token[] = []): Promise<string[]> {
    let found = /^[?$[]/.test(term) ? this.ofVariable(term) : await this.ask(term);
    for (const step of path) {
      const property = this.expand(step.text);
      found = property === null ? [] : [...this.vocabulary.use(property, found).classes];
    }
    return found;
  }

  private ofVariable(name: string, seen: ReadonlySet<string> = new Set()): string[] {
    if (seen.has(name)) return [];
    const own = this.reading.triples.filter((each) => same(each.subject, name));
    const told = own.filter((each) => this.isType(each)).map((each) => this.expand(each.object.text));
    if (told.length) return told.filter((each) => each !== null);
    const used = own.map((each) => this.first(each)).filter((each) => each !== null);
    return narrow(this.vocabulary.having(used), this.asValue(name, new Set([...seen, name])));
  }

  /** Return the classes of the values of the properties of which a variable is the value. */
  private asValue(name: string, seen: ReadonlySet<string>): string[] {
    let found: string[] = [];
    for (const { subject, path, object } of this.reading.triples) {
      if (!same(object.text, name) || path?.length !== 1 || !path[0]) continue;
      const property = this.expand(path[0].text);
      const types = /^[?$[]/.test(subject) ? this.ofVariable(subject, seen) : [];
      if (property) found = narrow(found, [...this.vocabulary.use(property, types).classes]);
    }
    return found;
  }

  private isType({ path }: Triple): boolean {
    return path?.length === 1 && this.expand(path[0]?.text ?? "") === this.expand("a");
  }

  private first({ path }: Triple): string | null {
    return path?.[0] ? this.expand(path[0].text) : null;
  }

  private expand(name: string): string | null {
    return this.vocabulary.names.expand(name, this.reading.declared);
  }
}

function same(one: string, other: string): boolean {
  return one.replace(/^\$/, "?") === other.replace(/^\$/, "?");
}

/** Return what two findings have in common; one that has found nothing does not count. */
function narrow(one: string[], other: string[]): string[] {
  if (!one.length || !other.length) return one.length ? one : other;
  const common = one.filter((each) => other.includes(each));
  return common.length ? common : other;
}
