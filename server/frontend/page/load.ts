// Show another state of this page without leaving it: fetch its address and put what has changed in
// place of what is there. Every state has an address, and the server writes them all.
//
// Markup:  <main id="main"> and any element with an id can be put in place; an element with an id and
//          the attribute data-follows is put in place as well, whatever else is: what stands beside
//          and depends on the address. <details id="…"> stays open.
// Event:   "comity:shown" on document when something has been put in place.

export type Step = "push" | "replace" | "stay"; // what becomes of the history

const FIELDS = "a[href], button, input, select, textarea, summary";

let running: AbortController | undefined;
let shown = stateOf(location.href);

/** Show an address within this page; by loading it as a page where that does not work. */
export async function show(url: URL, id: string, step: Step): Promise<void> {
  const same = stateOf(url.href) === shown; // it is there, or it is coming
  enter(url, step);
  if (same) return;
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  const part = document.getElementById(id);
  part?.setAttribute("aria-busy", "true");
  try {
    const next = await fetched(url, signal);
    const found = next.getElementById(id);
    if (!part || !found) throw new Error(`there is no ${id}`);
    replace(part, found);
    follow(next);
    document.dispatchEvent(new CustomEvent("comity:shown"));
  } catch {
    if (!signal.aborted) location.reload();
  } finally {
    if (!signal.aborted) part?.removeAttribute("aria-busy");
  }
}

/** Follow the buttons Back and Forward of the browser. */
export function followHistory(): void {
  addEventListener("popstate", () => {
    if (stateOf(location.href) !== shown) void show(new URL(location.href), "main", "stay");
  });
}

/** Return the address that a form would lead to, without its empty fields. */
export function addressOf(form: HTMLFormElement): URL {
  const url = new URL(form.action);
  url.search = "";
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "") url.searchParams.append(name, value);
  }
  return url;
}

function stateOf(address: string): string {
  return address.replace(/#.*/, "");
}

function enter(url: URL, step: Step): void {
  shown = stateOf(url.href);
  if (step === "stay" || url.href === location.href) return;
  if (step === "push") history.pushState(null, "", url);
  else history.replaceState(null, "", url);
}

async function fetched(url: URL, signal: AbortSignal): Promise<Document> {
  const response = await fetch(url, { signal, headers: { Accept: "text/html" } });
  const text = await response.text();
  if (!response.ok) throw new Error(response.statusText);
  return new DOMParser().parseFromString(text, "text/html");
}

function replace(part: HTMLElement, next: HTMLElement): void {
  const { scrollX, scrollY } = window;
  const restore = focusWithin(part);
  for (const each of part.querySelectorAll<HTMLDetailsElement>("details[id][open]")) {
    const same = next.querySelector<HTMLDetailsElement>(`#${CSS.escape(each.id)}`);
    if (same) same.open = true;
  }
  part.replaceChildren(...next.childNodes);
  restore();
  scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
}

function follow(next: Document): void {
  document.title = next.title;
  for (const each of document.querySelectorAll("[data-follows][id]")) {
    const same = next.getElementById(each.id);
    if (same) each.replaceWith(same);
  }
}

/** Remember the field that has the focus, and what is being typed; return what gives them back. */
function focusWithin(part: HTMLElement): () => void {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !part.contains(active) || active === part) return () => {};
  const at = [...part.querySelectorAll(FIELDS)].indexOf(active);
  return () => {
    const same = active.id
      ? document.getElementById(active.id)
      : part.querySelectorAll<HTMLElement>(FIELDS)[at];
    same?.focus({ preventScroll: true });
    if (active instanceof HTMLInputElement && same instanceof HTMLInputElement) typedOn(active, same);
  };
}

function typedOn(from: HTMLInputElement, to: HTMLInputElement): void {
  if (from.type !== "text" && from.type !== "search") return;
  to.value = from.value;
  to.setSelectionRange(from.selectionStart, from.selectionEnd);
}
