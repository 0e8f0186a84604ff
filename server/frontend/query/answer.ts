// Show an answer in the place where the server shows its own: a title, downloads and the views.

import type { Sort } from "./code";
import { downloads, type Formats } from "./downloads";
import type { Outcome } from "./run";
import { show } from "./results";
import { h } from "./results/dom";
import { count } from "./status";

export interface Shown {
  readonly outcome: Outcome;
  readonly page: string; // the address of the endpoint
  readonly parameters: URLSearchParams;
  readonly view: string;
  readonly onView: (view: string) => void;
}

/** Replace what a section shows by an answer. */
export function answer(section: HTMLElement, formats: Formats, shown: Shown): void {
  const { outcome, page, parameters, view, onView } = shown;
  const { kind } = outcome.answer;
  const told = { rows: count(outcome.rows, "row"), graph: count(outcome.rows, "triple"), boolean: "Answer" }[kind];
  const root = h("div");
  section.hidden = false;
  section.replaceChildren(
    h("h2", { id: "answer-title" }, told),
    downloads(page, parameters, formats[kind satisfies Sort]),
    root,
  );
  const query = parameters.get("query") ?? "";
  show(root, outcome.answer, { ...(view ? { view } : {}), onView, query });
}
