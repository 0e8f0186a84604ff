// Wire the parts of the page together: what is written, asked, shown and kept in the address.

import { asked, link, read, type State } from "./address";
import { answer } from "./answer";
import type { Asked } from "./code";
import { codePanel } from "./codepanel";
import { completion } from "./complete";
import type { Formats } from "./downloads";
import { drafts } from "./draft";
import { Editor } from "./editor";
import { element } from "./elements";
import { Entities } from "./entities";
import { drawer } from "./examples";
import { panes } from "./panes";
import { offset, type Place, type Problem } from "./problem";
import { Reading } from "./reading";
import { Failed, run } from "./run";
import { Status } from "./status";
import { errors, told } from "./syntax";
import { unknown } from "./unknown";
import { load, type Vocabulary } from "./vocabulary";

export class Page {
  private readonly endpoint: string;
  private readonly formats: Formats;
  private readonly day = element("on", HTMLInputElement);
  private readonly section = element("answer", HTMLElement);
  private readonly cancel = element("cancel", HTMLButtonElement);
  private readonly paper = element("on-paper", HTMLElement);
  private readonly code = element("code", HTMLElement);
  private readonly status: Status;
  private readonly entities: Entities;
  private readonly editor: Editor;
  private readonly writeCode: () => void;
  private readonly keep: (text: string) => void;
  private loaded: Promise<Vocabulary> | null = null;
  private running: AbortController | null = null;
  private problem: { text: string; problem: Problem } | null = null;
  private view = read(location.search).view;

  constructor(private readonly form: HTMLFormElement) {
    this.endpoint = form.action;
    this.formats = JSON.parse(form.dataset.formats ?? "{}");
    const limit = Number(form.dataset.timeout);
    const [spoken, ticking] = [element("status", HTMLElement), element("clock", HTMLElement)];
    this.status = new Status(spoken, ticking, element("alarm", HTMLElement), limit);
    this.entities = new Entities(this.endpoint, new URL("search.json", this.endpoint).href);
    const area = element("query", HTMLTextAreaElement);
    this.keep = drafts(element("draft", HTMLElement), area.value, (text) => this.replace(text));
    this.editor = new Editor(area, {
      complete: completion(() => this.vocabulary(), this.entities),
      lint: (view) => this.lint(view),
      changed: (text) => {
        this.paper.textContent = text;
        this.keep(text);
        this.writeCode();
      },
    });
    this.writeCode = codePanel(this.code, () => this.written(), (text) => void this.copy(text, "Code"));
  }

  /** Show what the script adds, listen, and ask again what the address says. */
  open(): void {
    document.querySelectorAll<HTMLElement>(".scripted").forEach((each) => (each.hidden = false));
    this.form.addEventListener("submit", (event) => {
      if (event.submitter instanceof HTMLButtonElement && event.submitter.name === "format") return;
      event.preventDefault();
      void this.run();
    });
    this.cancel.addEventListener("click", () => this.running?.abort());
    this.day.addEventListener("change", () => this.writeCode());
    document.addEventListener("keydown", (event) => this.key(event), { capture: true });
    // The script of all pages would load this one anew, without what is written in the editor.
    window.addEventListener("popstate", (event) => this.restore(event), { capture: true });
    element("copy-link", HTMLButtonElement).addEventListener("click", () => this.share());
    // An explanation of why there is no answer leads to the place that it is about.
    this.section.addEventListener("goto", (event) => this.go((event as CustomEvent<Place>).detail));
    this.openCode(element("show-code", HTMLButtonElement));
    const [button, dialog] = [element("show-examples", HTMLButtonElement), element("drawer", HTMLDialogElement)];
    drawer(button, dialog, element("examples", HTMLDetailsElement), this.endpoint, (text) => this.example(text));
    panes([
      [element("tools", HTMLElement), () => button.focus()],
      [this.form, () => this.editor.focus()],
      [this.section, () => this.section.focus()],
    ]);
    if (this.section.dataset.asked) void this.run(false);
  }

  private get state(): State {
    return { query: this.editor.text, on: this.day.value, view: this.view };
  }

  private vocabulary(): Promise<Vocabulary> {
    this.loaded ??= load(this.endpoint);
    this.loaded.catch(() => (this.loaded = null)); // ask again the next time
    return this.loaded;
  }

  private async lint(view: Parameters<typeof errors>[0]) {
    const text = view.state.doc.toString();
    if (!text.trim()) return [];
    const known = this.problem?.text === text ? told(text, this.problem.problem) : [];
    const looking = this.vocabulary().then((vocabulary) => unknown(text, vocabulary, this.entities));
    const names = await looking.catch(() => []);
    // Of the same place the finding with a name to write instead says more.
    const wrong = (known.length ? known : errors(view)).filter(({ from }) => names.every((each) => each.from !== from));
    return [...wrong, ...names];
  }

  private async run(push = true): Promise<void> {
    this.running?.abort();
    const running = (this.running = new AbortController());
    const { query, on } = this.state;
    if (push) this.push();
    const parameters = asked(query, on);
    this.busy(true);
    this.status.start();
    try {
      const outcome = await run(this.endpoint, parameters, running.signal, (size) => this.status.progress(size));
      this.problem = null;
      const onView = (view: string) => this.look(view);
      answer(this.section, this.formats, { outcome, page: this.endpoint, parameters, view: this.view, onView });
      this.status.done(outcome);
      if (link(location.pathname, this.state)) this.keep(""); // the address has it now
    } catch (error) {
      if (this.running !== running) return; // another run has taken its place
      if (error instanceof Failed) this.fail(query, error.problem);
      else if (running.signal.aborted) this.status.cancelled();
      else throw error;
    } finally {
      if (this.running === running) this.busy(false);
    }
    this.editor.mark();
    this.writeCode();
  }

  private busy(is: boolean): void {
    if (!is) this.running = null;
    this.cancel.hidden = !is;
    this.section.setAttribute("aria-busy", String(is));
  }

  private fail(text: string, problem: Problem): void {
    this.problem = { text, problem };
    this.status.failed(problem, offset(text, problem) === null ? null : () => this.go(problem));
    this.section.replaceChildren();
    this.section.hidden = true;
  }

  private go(place: Place): void {
    this.editor.focus(offset(this.editor.text, place) ?? 0);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      void this.run();
    } else if (event.key === "Escape" && this.running) this.running.abort();
  }

  private push(): void {
    const address = link(location.pathname, this.state);
    if (address === null) this.status.say("This query is too long for a link; it is sent all the same.");
    const now = address ?? location.pathname;
    if (now !== location.pathname + location.search) history.pushState(null, "", now);
  }

  private look(view: string): void {
    this.view = view;
    const address = link(location.pathname, this.state);
    if (address) history.replaceState(null, "", address);
  }

  private restore(event: Event): void {
    event.stopImmediatePropagation();
    const { query, on, view } = read(location.search);
    this.view = view;
    this.day.value = on;
    if (!query) return;
    this.editor.text = query;
    void this.run(false);
  }

  private replace(text: string): void {
    this.editor.text = text;
    this.editor.focus();
  }

  private example(text: string): void {
    this.view = "";
    this.replace(text);
    void this.run();
  }

  private share(): void {
    const address = link(location.pathname, this.state);
    if (address === null) this.status.say("This query is too long for a link. Share its text, or shorten it.");
    else void this.copy(new URL(address, location.href).href, "Link");
  }

  private async copy(text: string, what: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.status.say(`${what} copied`);
    } catch {
      window.prompt("Copy this:", text); // a page that came without encryption has no clipboard
    }
  }

  private written(): Asked {
    const { query, on } = this.state;
    const { endpoint = this.endpoint } = this.form.dataset;
    const { form } = new Reading(query);
    const sort = form === "ASK" ? "boolean" : /^(?:CONSTRUCT|DESCRIBE)$/.test(form) ? "graph" : "rows";
    return { endpoint, query, on: asked(query, on).get("on") ?? "", sort };
  }

  private openCode(button: HTMLButtonElement): void {
    button.addEventListener("click", () => {
      this.code.hidden = !this.code.hidden;
      button.setAttribute("aria-expanded", String(!this.code.hidden));
      this.writeCode();
    });
  }
}
