// Show code for the query in tabs (WAI-ARIA Authoring Practices, pattern Tabs), to be copied.

import { LANGUAGES, type Asked } from "./code";

export class Tabs {
  private readonly list = document.createElement("div");
  private readonly text = document.createElement("pre");
  private readonly tabs: HTMLButtonElement[];

  /** Takes where the tabs go, what is asked now, and what tells that something was copied. */
  constructor(
    private readonly root: HTMLElement,
    private readonly asked: () => Asked,
    copied: (text: string) => void,
  ) {
    this.list.setAttribute("role", "tablist");
    this.list.setAttribute("aria-label", "Language");
    this.text.id = "code-text";
    this.text.setAttribute("role", "tabpanel");
    this.text.tabIndex = 0;
    this.tabs = Object.keys(LANGUAGES).map((name, at) => this.tab(name, at));
    this.list.append(...this.tabs);
    this.list.addEventListener("keydown", (event) => this.walk(event));
    const copy = document.createElement("button");
    copy.type = "button";
    copy.className = "plain";
    copy.textContent = "Copy code";
    copy.onclick = () => copied(this.text.textContent ?? "");
    root.append(this.list, copy, this.text);
    this.choose(0);
  }

  /** Write the code again, for what is asked now. */
  update(): void {
    if (this.root.hidden) return;
    const chosen = this.tabs.find((each) => each.ariaSelected === "true");
    const write = LANGUAGES[chosen?.textContent ?? ""];
    if (write) this.text.textContent = write(this.asked());
  }

  private tab(name: string, at: number): HTMLButtonElement {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.id = `code-tab-${at}`;
    tab.textContent = name;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", this.text.id);
    tab.onclick = () => this.choose(at);
    return tab;
  }

  private choose(at: number): void {
    this.tabs.forEach((tab, index) => {
      tab.setAttribute("aria-selected", String(index === at));
      tab.tabIndex = index === at ? 0 : -1;
    });
    this.text.setAttribute("aria-labelledby", `code-tab-${at}`);
    this.update();
  }

  private walk({ key }: KeyboardEvent): void {
    const at = this.tabs.findIndex((each) => each === document.activeElement);
    const last = this.tabs.length - 1;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[key];
    if (at < 0 || to === undefined) return;
    const next = to > last ? 0 : to < 0 ? last : to;
    this.choose(next);
    this.tabs[next]?.focus();
  }
}
