// Lead to the answer in each format that there is for it.

import { LONGEST } from "./address";
import type { Sort } from "./code";

/** The formats of each sort of answer: name, what people call it, and what its files end in. */
export type Formats = Readonly<Record<Sort, [string, string, string][]>>;

/** Return links to an answer in all formats; buttons of the form where an address is too long. */
export function downloads(page: string, parameters: URLSearchParams, formats: Formats[Sort]): HTMLElement {
  const list = document.createElement("p");
  list.className = "downloads";
  list.append("Download ");
  for (const [format, name, ending] of formats) {
    const address = `${page}?${new URLSearchParams([...parameters, ["format", format]])}`;
    list.append(address.length <= LONGEST ? link(address, name, ending) : button(format, name), " ");
  }
  return list;
}

function link(address: string, name: string, ending: string): HTMLAnchorElement {
  const made = document.createElement("a");
  made.href = address;
  made.download = `comity.${ending}`;
  made.textContent = name;
  return made;
}

function button(format: string, name: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.className = "plain";
  made.setAttribute("form", "ask");
  made.formMethod = "post";
  made.name = "format";
  made.value = format;
  made.textContent = name;
  return made;
}
