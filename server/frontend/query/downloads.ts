// Lead to the answer in each format that there is for it.

import { LONGEST } from "./address";
import type { Sort } from "./code";
import { h } from "./results/dom";

/** The formats of each sort of answer: name, what people call it, and what its files end in. */
export type Formats = Readonly<Record<Sort, [string, string, string][]>>;

/** Return links to an answer in all formats; buttons of the form where an address is too long. */
export function downloads(page: string, parameters: URLSearchParams, formats: Formats[Sort]): HTMLElement {
  const made = formats.flatMap(([format, name, ending]) => {
    const href = `${page}?${new URLSearchParams([...parameters, ["format", format]])}`;
    const post = { class: "plain", form: "ask", formmethod: "post", name: "format", value: format };
    const short = href.length <= LONGEST;
    return [short ? h("a", { href, download: `comity.${ending}` }, name) : h("button", post, name), " "];
  });
  return h("p", { class: "downloads" }, "Download ", ...made);
}
