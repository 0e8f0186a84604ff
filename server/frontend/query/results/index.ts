// Show the answer to a query, in the views that make sense of it.

import "./results.css";
import type { Answer, Options, Table } from "./answer";
import { showChart } from "./chart";
import { h } from "./dom";
import { showEmpty } from "./empty";
import { showMap } from "./map";
import { showNetwork } from "./network";
import { showRaw } from "./raw";
import { first, table, type View, views } from "./shape";
import { showTable } from "./table";
import { tabs } from "./tabs";
import { showTimeline } from "./timeline";

export type { Answer, Binding, Options, Term } from "./answer";

const shown = new WeakMap<HTMLElement, AbortController>();

/** Show an answer in an element, in place of the one before it. */
export function show(root: HTMLElement, answer: Answer, options: Options): void {
  shown.get(root)?.abort();
  const control = new AbortController();
  shown.set(root, control);
  root.classList.add("results");
  const found = table(answer);
  if (!found) return verdict(root, answer);
  if (!found.rows.length) {
    void settled(root, showEmpty(root, options.query, control.signal));
    return;
  }
  const offered = views(found);
  const begin = offered.find((view) => view === options.view) ?? first(found);
  let chosen = false; // by the reader, and not by the page
  root.replaceChildren(
    tabs(offered, begin, (word, panel) => {
      const view = word as View;
      void draw(view, panel, found, answer, control.signal);
      if (chosen) options.onView(view);
      chosen = true;
    }),
  );
}

function verdict(root: HTMLElement, answer: Answer): void {
  const yes = answer.kind === "boolean" && answer.boolean;
  root.replaceChildren(h("p", { class: "verdict", role: "status" }, yes ? "Yes" : "No"));
}

async function draw(view: View, panel: HTMLElement, found: Table, answer: Answer, signal: AbortSignal): Promise<void> {
  if (view === "table") return showTable(panel, found, signal);
  if (view === "raw") return showRaw(panel, answer);
  const pictures = { map: showMap, network: showNetwork, timeline: showTimeline, chart: showChart };
  const place = h("div", {}, h("p", { role: "status" }, "Drawing…"));
  panel.replaceChildren(place);
  // Another view may be chosen while this one waits; what it draws then is in no panel.
  await new Promise(requestAnimationFrame);
  await settled(place, pictures[view](place, found, signal));
}

/** Tell in an element when work fails, unless it was given up. */
async function settled(place: HTMLElement, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return;
    place.append(h("p", { class: "problem", role: "alert" }, "This could not be fetched. Try again, or see the table."));
    console.warn(error);
  }
}
