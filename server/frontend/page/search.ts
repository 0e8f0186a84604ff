// Suggest things while their name is typed: a combobox with a list, as the ARIA Authoring Practices
// Guide describes it.
//
// Markup:  <form role="search" action="/search"><input name="q" type="search" …></form>, any number.
//          The list is <ul class="suggestions" role="listbox"> after the input, its options are
//          <li role="option"><span class="label"> <small class="match"> <small class="kind">.
// Asks:    /search.json?q=…&limit=8. Enter without a choice sends the form.

interface Suggestion {
  label: string;
  match: string;
  kind: string;
  page: string;
}

const PAUSE = 120; // milliseconds
const MOST = 8;

/** Suggest in every search form of the page. */
export function suggest(): void {
  const inputs = document.querySelectorAll<HTMLInputElement>("form[role=search] input[name=q]");
  inputs.forEach((input, at) => new Combobox(input, `suggestions-${at}`));
}

class Combobox {
  readonly #list = document.createElement("ul");
  readonly #status = document.createElement("span");
  #asked: AbortController | undefined;
  #pending: ReturnType<typeof setTimeout> | undefined;
  #active = -1;

  constructor(
    private readonly input: HTMLInputElement,
    id: string,
  ) {
    this.#list.id = id;
    this.#list.className = "suggestions";
    this.#list.hidden = true;
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", "Suggestions");
    this.#status.className = "visually-hidden";
    this.#status.setAttribute("role", "status");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", id);
    input.autocomplete = "off";
    input.after(this.#list, this.#status);
    input.addEventListener("input", () => this.#wait());
    input.addEventListener("keydown", (event) => this.#press(event));
    input.addEventListener("blur", () => this.#close());
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault()); // keep the focus
    this.#list.addEventListener("click", ({ target }) => {
      this.#go((target as Element).closest<HTMLElement>("[role=option]"));
    });
  }

  #wait(): void {
    clearTimeout(this.#pending);
    this.#asked?.abort();
    const text = this.input.value.trim();
    if (text) this.#pending = setTimeout(() => void this.#ask(text), PAUSE);
    else this.#close();
  }

  async #ask(text: string): Promise<void> {
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    try {
      const query = new URLSearchParams({ q: text, limit: String(MOST) });
      const response = await fetch(`/search.json?${query}`, { signal });
      if (!response.ok) throw new Error(response.statusText);
      const { results } = (await response.json()) as { results: Suggestion[] };
      if (document.activeElement === this.input) this.#open(results);
    } catch {
      if (!signal.aborted) this.#close(); // the form works without
    }
  }

  #open(results: Suggestion[]): void {
    this.#list.replaceChildren(
      ...results.map((each, at) => option(each, `${this.#list.id}-${at}`)),
    );
    this.#list.hidden = results.length === 0;
    this.input.setAttribute("aria-expanded", String(results.length > 0));
    this.#choose(-1);
    const many = results.length === 1 ? "1 suggestion" : `${results.length} suggestions`;
    this.#status.textContent = results.length ? many : "No suggestions";
  }

  #close(): void {
    clearTimeout(this.#pending);
    this.#asked?.abort();
    this.#list.hidden = true;
    this.#status.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.#choose(-1);
  }

  #press(event: KeyboardEvent): void {
    const { hidden, children } = this.#list;
    if (event.isComposing) return;
    if (event.key === "Escape" && !hidden) this.#close();
    else if (event.key === "Enter" && this.#active >= 0) this.#go(children[this.#active]);
    else if (event.key === "ArrowDown" && hidden) this.#wait();
    else if (event.key === "ArrowDown") this.#choose(this.#active + 1);
    else if (event.key === "ArrowUp" && !hidden) this.#choose(this.#active - 1);
    else return;
    event.preventDefault();
  }

  /** Choose an option by its number; past either end none is, and past that the other end. */
  #choose(at: number): void {
    const { children } = this.#list;
    this.#active = at < -1 ? children.length - 1 : at >= children.length ? -1 : at;
    for (const [number, each] of [...children].entries()) {
      each.setAttribute("aria-selected", String(number === this.#active));
    }
    const chosen = children[this.#active];
    this.input.setAttribute("aria-activedescendant", chosen?.id ?? "");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  #go(option: Element | null | undefined): void {
    const page = (option as HTMLElement | null | undefined)?.dataset["page"];
    if (!page) return;
    const url = new URL(page, location.href);
    const day = new URL(location.href).searchParams.get("on");
    if (day && !url.searchParams.has("on")) url.searchParams.set("on", day);
    location.assign(url);
  }
}

function option({ label, match, kind, page }: Suggestion, id: string): HTMLElement {
  const item = document.createElement("li");
  item.id = id;
  item.dataset["page"] = page;
  item.setAttribute("role", "option");
  item.append(words("span", "label", label));
  if (match && match !== label) item.append(" ", words("small", "match", match));
  item.append(" ", words("small", "kind", kind));
  return item;
}

function words(tag: string, name: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  element.dir = "auto";
  element.textContent = text;
  return element;
}
