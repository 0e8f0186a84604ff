// Read, write and compare the terms of an answer.

import type { Term } from "./answer";
import { span } from "./dates";
import { shorten } from "./names";

const NUMBER =
  /#(?:integer|decimal|double|float|int|long|short|byte|(?:non)?(?:positive|negative)Integer|unsigned\w+)$/i;

/** Order texts as readers of the page's language do, numbers in them by size. */
export const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

const written = new Intl.NumberFormat("en", { maximumFractionDigits: 3 });

/** Return the number that a term is; nothing for another term. */
export function number(term: Term | undefined): number | undefined {
  if (!term || !("datatype" in term) || !NUMBER.test(term.datatype ?? "")) return undefined;
  const value = Number(term.value.replace("INF", "Infinity"));
  return Number.isFinite(value) ? value : undefined;
}

/** Return a number as it is read: with marks between its thousands. */
export function formatted(value: number): string {
  return written.format(value);
}

/** Return a term as text, an IRI by its label where there is one. */
export function text(term: Term | undefined, label: (iri: string) => string | undefined): string {
  if (!term) return "";
  if (term.type === "uri") return label(term.value) ?? shorten(term.value);
  return term.type === "bnode" ? `_:${term.value}` : term.value;
}

/** Compare two terms: numbers by size, dates by time, all else as texts; what is not bound is last. */
export function compare(
  one: Term | undefined,
  other: Term | undefined,
  label: (iri: string) => string | undefined,
): number {
  if (!one || !other) return Number(!one) - Number(!other);
  const [first, second] = [key(one), key(other)];
  if (first !== undefined && second !== undefined) return first - second;
  if (first !== undefined || second !== undefined) return first !== undefined ? -1 : 1;
  return collator.compare(text(one, label), text(other, label));
}

function key(term: Term): number | undefined {
  return number(term) ?? span(term)?.start;
}
