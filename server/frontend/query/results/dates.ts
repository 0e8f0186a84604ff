// Dates as precise as they are: a year stays a year.

import type { Term } from "./answer";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const FORMS: Record<string, RegExp> = {
  date: /^(-?\d{4,})-(\d\d)-(\d\d)/,
  dateTime: /^(-?\d{4,})-(\d\d)-(\d\d)T/,
  gYearMonth: /^(-?\d{4,})-(\d\d)/,
  gYear: /^(-?\d{4,})/,
};

/** The first moment of a date and the first after it, in milliseconds. */
export type Span = { start: number; end: number };

/** Return the time that a term stands for; nothing for what is no date. */
export function span(term: Term | undefined): Span | undefined {
  if (!term || !("datatype" in term) || !term.datatype?.startsWith(XSD)) return undefined;
  const found = FORMS[term.datatype.slice(XSD.length)]?.exec(term.value);
  if (!found) return undefined;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1) - 1, Number(found[3] ?? 1)];
  const start = Date.UTC(year, month, day);
  if (found[3]) return { start, end: Date.UTC(year, month, day + 1) };
  return { start, end: found[2] ? Date.UTC(year, month + 1, 1) : Date.UTC(year + 1, 0, 1) };
}

/** Return some moments within a time at which to mark it, whole years or months or days. */
export function marks({ start, end }: Span, most: number): { at: number; text: string }[] {
  const day = 86_400_000;
  const years = [1, 2, 5, 10, 20, 50, 100, 200, 500];
  const year = years.find((step) => (end - start) / (step * 365.25 * day) <= most) ?? 1000;
  const months = [1, 3, 6].find((step) => (end - start) / (step * 30.4 * day) <= most);
  const first = new Date(start);
  const found: { at: number; text: string }[] = [];
  for (let number = 0; found.length < 200; number += 1) {
    const at = months
      ? Date.UTC(first.getUTCFullYear(), number * months, 1)
      : Date.UTC(Math.ceil(first.getUTCFullYear() / year) * year + number * year, 0, 1);
    if (at > end) break;
    if (at >= start) found.push({ at, text: new Date(at).toISOString().slice(0, months ? 7 : 4) });
  }
  return found;
}
