// Make elements of HTML and SVG.

type Child = Node | string | false | undefined;
type Attributes = Record<string, string | number | boolean | ((event: Event) => void) | undefined>;

const SVG = "http://www.w3.org/2000/svg";

/** Make an element of HTML; an attribute that is a function listens to the event of its name. */
export function h<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(name), attributes, children);
}

/** Make an element of SVG. */
export function s<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(SVG, name) as SVGElementTagNameMap[K], attributes, children);
}

function filled<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : `${value}`);
  }
  element.append(...children.filter((each): each is Node | string => each !== undefined && each !== false));
  return element;
}

/** Make a control that chooses one of some words; nothing where there is no choice. */
export function choice(
  label: string,
  words: string[],
  chosen: string,
  choose: (word: string) => void,
): HTMLElement | undefined {
  if (words.length < 2) return undefined;
  const select = h(
    "select",
    { change: () => choose(select.value) },
    ...words.map((word) => h("option", { value: word, selected: word === chosen }, word)),
  );
  return h("label", {}, label, " ", select);
}
