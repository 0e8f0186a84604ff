// Open the examples in a drawer, search them as one types, and put the chosen one into the editor.

import { select } from "./endpoint";

const text = (name: string) => `SELECT ?text WHERE {
  <https://w3id.org/comity/query/${name}> sh:select|sh:ask|sh:construct|sh:describe ?text
}`;

/** Move the examples of the page into a dialog that a button opens. */
export function drawer(
  button: HTMLButtonElement,
  dialog: HTMLDialogElement,
  list: HTMLDetailsElement,
  endpoint: string,
  chosen: (query: string) => void,
): void {
  const close = dialog.firstElementChild;
  dialog.replaceChildren(...[...list.children].filter((each) => each.tagName !== "SUMMARY"));
  if (close) dialog.prepend(close);
  list.remove();
  const search = dialog.querySelector<HTMLInputElement>("input[type=search]");
  const items = [...dialog.querySelectorAll("li")];
  const find = () => filter(items, search?.value ?? "", dialog);
  search?.addEventListener("input", find);
  const choose = async (link: HTMLAnchorElement) => {
    const name = new URL(link.href).searchParams.get("example") ?? "";
    const [row] = await select(endpoint, text(name));
    dialog.close();
    if (row?.text) chosen(row.text);
  };
  button.addEventListener("click", () => {
    dialog.showModal();
    search?.select();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
    const link = (event.target as Element).closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.closest("li")) return void choose(link);
    if (search) search.value = new URL(link.href).searchParams.get("find") ?? "";
    find();
  });
  dialog.querySelector("form.look")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = items.find((each) => !each.hidden)?.querySelector("a");
    if (first) void choose(first);
  });
  dialog.addEventListener("keydown", (event) => walk(event, items));
}

function filter(items: HTMLElement[], wanted: string, dialog: HTMLElement): void {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  for (const item of items) {
    const told = item.textContent?.toLowerCase() ?? "";
    item.hidden = !words.every((word) => told.includes(word));
  }
  const left = items.filter((each) => !each.hidden).length;
  const status = dialog.querySelector("[role=status]");
  if (status) status.textContent = left ? `${left} examples` : "No example has these words.";
}

/** Go from one example to the next by the arrow keys. */
function walk(event: KeyboardEvent, items: HTMLElement[]): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const links = items.filter((each) => !each.hidden).map((each) => each.querySelector("a"));
  const at = links.findIndex((each) => each === document.activeElement);
  event.preventDefault();
  links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
}
