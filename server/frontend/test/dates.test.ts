import assert from "node:assert/strict";
import { test } from "node:test";
import { marks, span } from "../query/results/dates";
import { plain, typed } from "./answers";

const days = (value: string, type: string) => {
  const found = span(typed(value, type));
  return found && [found.start, found.end].map((at) => new Date(at).toISOString().slice(0, 10));
};

test("a date is as long as it is imprecise", () => {
  assert.deepEqual(days("2020-02-29", "date"), ["2020-02-29", "2020-03-01"]);
  assert.deepEqual(days("2020-12", "gYearMonth"), ["2020-12-01", "2021-01-01"]);
  assert.deepEqual(days("2020", "gYear"), ["2020-01-01", "2021-01-01"]);
  assert.deepEqual(days("2020-05-06T23:00:00Z", "dateTime"), ["2020-05-06", "2020-05-07"]);
});

test("a text or a number that looks like a year is no date", () => {
  assert.equal(span(plain("2020")), undefined);
  assert.equal(span(typed("2020", "integer")), undefined);
  assert.equal(span(typed("soon", "date")), undefined);
});

test("an axis is marked at whole years or months, at most as often as there is room for", () => {
  const years = { start: Date.UTC(1949, 3, 4), end: Date.UTC(2026, 5, 1) };
  assert.deepEqual(marks(years, 8).map((mark) => mark.text), ["1950", "1960", "1970", "1980", "1990", "2000", "2010", "2020"]);
  const months = { start: Date.UTC(2023, 10, 1), end: Date.UTC(2024, 4, 21) };
  assert.deepEqual(marks(months, 8).map((mark) => mark.text), [
    "2023-11", "2023-12", "2024-01", "2024-02", "2024-03", "2024-04", "2024-05",
  ]);
});
