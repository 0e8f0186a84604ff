// Show code for the query, a tab for each language, to be copied.

import { LANGUAGES, type Asked } from "./code";
import { h } from "./results/dom";
import { tabs } from "./results/tabs";

/** Fill an element with the code for what is asked, and return what writes it again when that changes. */
export function codePanel(root: HTMLElement, asked: () => Asked, copied: (text: string) => void): () => void {
  const text = h("pre");
  let chosen = "";
  const write = () => {
    if (!root.hidden) text.textContent = LANGUAGES[chosen]?.(asked()) ?? "";
  };
  const copy = h("button", { type: "button", class: "plain", click: () => copied(text.textContent ?? "") }, "Copy code");
  const languages = Object.keys(LANGUAGES);
  const fill = (language: string, panel: HTMLElement) => {
    chosen = language;
    panel.append(text, copy);
    write();
  };
  root.append(tabs(languages, languages[0] ?? "", fill, "Language"));
  return write;
}
