// Put a picture on the page: with a title that says what it shows, controls, and ways to save it.

import { downloads } from "./download";
import { h, s } from "./dom";

type Picture = {
  title: string;
  picture: SVGSVGElement;
  controls?: (HTMLElement | undefined)[];
  /** What stands under the picture: a legend, what was left out. */
  under?: (HTMLElement | string | undefined)[];
};

/** Show a picture in a panel, in place of what was there. */
export function figure(panel: HTMLElement, { title, picture, controls = [], under = [] }: Picture): void {
  picture.prepend(s("title", {}, title));
  picture.setAttribute("aria-label", title);
  const name = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60);
  panel.replaceChildren(
    h(
      "figure",
      {},
      h("figcaption", {}, title),
      h("div", { class: "bar" }, ...controls, downloads(picture, name)),
      h("div", { class: "scroll" }, picture),
      ...under.map((each) => (typeof each === "string" ? h("p", { class: "aside" }, each) : each)),
    ),
  );
}

/** Return the link of a picture to a page, or a group that can have the focus where there is none. */
export function anchor(href: string, label: string, ...children: Node[]): SVGElement {
  const inside = [s("title", {}, label), ...children];
  return href
    ? s("a", { href, "aria-label": label }, ...inside)
    : s("g", { role: "img", "aria-label": label }, ...inside);
}

/** Return a text cut to a length. */
export function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}
