// Show an answer as it was sent.

import type { Answer } from "./answer";
import { h } from "./dom";

const MOST = 200_000; // characters that are shown; all are copied

/** Show an answer as JSON or N-Triples, to be copied. */
export function showRaw(panel: HTMLElement, answer: Answer): void {
  const { kind, ...sent } = answer;
  const whole = answer.kind === "graph" ? answer.triples : JSON.stringify(sent, null, 2);
  const status = h("span", { role: "status" });
  const copy = async () => {
    const done = await navigator.clipboard?.writeText(whole).then(() => true, () => false);
    status.textContent = done ? " Copied" : " The browser does not let this page copy";
  };
  const what = kind === "graph" ? "N-Triples" : "JSON";
  const shown = whole.length > MOST ? `${whole.slice(0, MOST)}\n… ${(whole.length - MOST).toLocaleString("en")} more characters` : whole;
  panel.replaceChildren(
    h("div", { class: "bar" }, h("button", { type: "button", click: copy }, `Copy the ${what}`), status),
    h("pre", { class: "scroll", tabindex: 0, role: "region", "aria-label": what }, shown),
  );
}
