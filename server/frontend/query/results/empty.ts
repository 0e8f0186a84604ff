// Explain why there is no answer.

import { h } from "./dom";
import { root } from "./names";

type Hint = { line: number; column: number; message: string };

/** Say that an answer is empty and what may keep the query from having one.
 *
 * A click on a hint sends the event "goto", with the line and the column as its detail.
 */
export async function showEmpty(panel: HTMLElement, query: string, signal: AbortSignal): Promise<void> {
  const status = h("div", { role: "status" }, h("p", {}, "No rows: nothing in the graph fits the query."));
  panel.replaceChildren(status);
  const body = new URLSearchParams({ query });
  const reply = await fetch(new URL("explain", root()), { method: "POST", body, signal });
  if (!reply.ok) return;
  const { hints }: { hints: Hint[] } = await reply.json();
  if (hints.length) status.append(h("p", {}, "What the graph says to it:"), h("ol", { class: "hints" }, ...hints.map(item)));
}

function item({ line, column, message }: Hint): HTMLElement {
  const place = h("button", { type: "button", click: () => place.dispatchEvent(moved()) }, `Line ${line}, column ${column}`);
  const moved = () => new CustomEvent("goto", { bubbles: true, detail: { line, column } });
  return h("li", {}, place, " ", ...coded(message));
}

/** Return a text with what stands between its backticks as code. */
function coded(message: string): (Node | string)[] {
  return message.split("`").map((part, at) => (at % 2 ? h("code", {}, part) : part));
}
