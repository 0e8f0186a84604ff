// Show one term of an answer.

import type { Term } from "./answer";
import { span } from "./dates";
import { h } from "./dom";
import { label } from "./labels";
import { page, shorten } from "./names";
import { formatted, number } from "./values";

/** Return the cell of a term: a link for an IRI, a language or a type where a literal has one. */
export function cell(term: Term | undefined): HTMLTableCellElement {
  if (!term) return h("td", { class: "unbound" });
  if (term.type === "uri") return h("td", {}, link(term.value));
  if (term.type === "bnode") return h("td", { class: "quiet" }, `_:${term.value}`);
  const value = number(term);
  if (value !== undefined) return h("td", { class: "number", title: term.value }, formatted(value));
  if (span(term)) return h("td", { class: "date" }, term.value);
  if (term.datatype?.endsWith("#boolean")) return h("td", {}, term.value === "true" ? "yes" : "no");
  const language = term["xml:lang"];
  const type = term.datatype && !term.datatype.endsWith("#string") ? shorten(term.datatype) : "";
  const told = language ?? type;
  return h("td", { lang: language, dir: language && "auto" }, term.value, told && h("small", { lang: "en" }, ` ${told}`));
}

/** Write the labels that are known by now into the links of some cells. */
export function relabel(cells: HTMLElement): void {
  for (const name of cells.querySelectorAll<HTMLElement>(".named")) {
    const [iri, short] = [name.title, name.nextElementSibling];
    const told = label(iri);
    if (told && name.textContent !== told) {
      name.textContent = told;
      short?.removeAttribute("hidden");
    }
  }
}

function link(iri: string): HTMLElement {
  const short = shorten(iri);
  const href = page(iri);
  const told = label(iri);
  const named = { class: "named", title: iri };
  const name = href ? h("a", { href, ...named }, told ?? short) : h("span", named, told ?? short);
  return h("span", {}, name, h("span", { class: "iri", hidden: !told }, short));
}
