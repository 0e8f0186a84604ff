// Part numbers into classes, and find round numbers to mark an axis with.

const CLASSES = 5;

/** Return the least value of each class: at most five classes with about as many values each. */
export function classes(values: number[]): number[] {
  const sorted = [...values].sort((one, other) => one - other);
  const distinct = [...new Set(sorted)];
  if (distinct.length <= CLASSES) return distinct;
  const starts = Array.from({ length: CLASSES }, (_, at) => sorted[Math.floor((at * sorted.length) / CLASSES)] ?? 0);
  return [...new Set(starts)];
}

/** Return the class of a value, counted from 1. */
export function classOf(value: number, starts: number[]): number {
  return starts.filter((start) => value >= start).length;
}

/** Return round numbers from below the least to above the most of an axis. */
export function ticks(least: number, most: number, about: number): number[] {
  const raw = (most - least || 1) / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5].find((each) => each * power >= raw) ?? 10);
  const first = Math.floor(least / step);
  const last = Math.ceil(most / step);
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}
