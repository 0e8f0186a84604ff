// Tabs (WAI-ARIA Authoring Practices, "Tabs with automatic activation").

import { h } from "./dom";

let made = 0; // tells the tabs of one answer from those of another

/** Make tabs over one panel.
 *
 * Takes the words of the tabs, the one chosen first, and what fills the panel when one is chosen.
 * Arrow keys, Home and End choose another; in the panel the key T goes back to the first.
 */
export function tabs(
  words: string[],
  chosen: string,
  fill: (word: string, panel: HTMLElement) => void,
  label = "Ways to see the answer",
): HTMLElement {
  const id = `results-${(made += 1)}`;
  const panel = h("div", { role: "tabpanel", id: `${id}-panel`, tabindex: 0 });
  const buttons = words.map((word) =>
    h("button", { type: "button", role: "tab", id: `${id}-${word}`, "aria-controls": panel.id }, title(word)),
  );
  const choose = (index: number) => {
    buttons.forEach((button, at) => {
      button.setAttribute("aria-selected", `${at === index}`);
      button.tabIndex = at === index ? 0 : -1;
    });
    panel.setAttribute("aria-labelledby", buttons[index]?.id ?? "");
    panel.replaceChildren();
    fill(words[index] ?? "", panel);
  };
  buttons.forEach((button, at) => button.addEventListener("click", () => choose(at)));
  const list = h("div", { role: "tablist", "aria-label": label }, ...buttons);
  list.addEventListener("keydown", (event) => {
    const next = moved(event.key, buttons.findIndex((each) => each === event.target), buttons.length);
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose(next);
    buttons[next]?.focus();
  });
  panel.addEventListener("keydown", (event) => {
    const typing = (event.target as Element).closest("input, select, textarea, a.no-key");
    if (event.key !== "t" || typing || event.altKey || event.ctrlKey || event.metaKey) return;
    choose(0);
    buttons[0]?.focus();
  });
  choose(Math.max(0, words.indexOf(chosen)));
  return h("div", { class: "views" }, list, panel);
}

function moved(key: string, at: number, length: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    Home: 0,
    End: length - 1,
  };
  const next = steps[key];
  return next === undefined ? undefined : (next + length) % length;
}

function title(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
