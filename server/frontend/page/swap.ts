// Sort, filter and turn the leaves of a table in place.
//
// Markup:  <section id="members" data-part> … <a data-swap href="?sort=name">
//          <form method="get" data-swap> with fields, in the part or, as data-swap="members", beside
//          it. The part of the same id at the new address is put in its place. Typing waits for a
//          pause. Without this script the links and the form load the page.

import { addressOf, show, type Step } from "./load";

const PAUSE = 200; // milliseconds

let pending: ReturnType<typeof setTimeout> | undefined;
let typed = ""; // the name of the field whose text made the last entry of the history

/** Make links and forms with data-swap change their part alone. */
export function swapParts(): void {
  document.addEventListener("click", clicked);
  document.addEventListener("input", ({ target }) => isTyped(target) && wait(target));
  document.addEventListener("change", ({ target }) => {
    if (!isTyped(target)) change((target as HTMLInputElement | HTMLSelectElement).form);
  });
  document.addEventListener("submit", (event) => {
    if (change(event.target as HTMLFormElement)) event.preventDefault();
  });
}

function clicked(event: MouseEvent): void {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-swap]");
  const part = link && partOf(link);
  if (!part) return;
  event.preventDefault();
  go(new URL(link.href), part, "push");
}

/** Show what a form asks for; return whether it is one of ours. */
function change(form: HTMLFormElement | null | undefined): boolean {
  const part = form?.matches("[data-swap]") && partOf(form);
  if (!form || !part) return false;
  go(addressOf(form), part, "push");
  return true;
}

/** Show what a form asks for after a pause; a word is one entry of the history, not one a letter. */
function wait(field: HTMLInputElement): void {
  const { form, name } = field;
  const part = form?.matches("[data-swap]") && partOf(form); // now: by then it may be replaced
  if (!form || !part) return;
  clearTimeout(pending);
  pending = setTimeout(() => {
    go(addressOf(form), part, typed === name ? "replace" : "push");
    typed = name;
  }, PAUSE);
}

function go(url: URL, part: string, step: Step): void {
  clearTimeout(pending);
  typed = "";
  void show(url, part, step);
}

function partOf(element: HTMLElement): string | undefined {
  return element.dataset["swap"] || element.closest("[data-part]")?.id;
}

function isTyped(target: EventTarget | null): target is HTMLInputElement {
  return target instanceof HTMLInputElement && ["text", "search", "number"].includes(target.type);
}
