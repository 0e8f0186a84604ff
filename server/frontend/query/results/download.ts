// Save a picture as SVG or PNG, in the colours that it has on the page.

import { h } from "./dom";

const STYLES = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity",
  "opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "paint-order",
];
const SCALE = 2; // dots of a PNG for one of the screen

/** Make the two buttons that save a picture under a name. */
export function downloads(picture: SVGSVGElement, name: string): HTMLElement {
  const button = (ending: string, make: () => Promise<Blob> | Blob) =>
    h("button", { type: "button", click: async () => save(await make(), `${name}.${ending}`) }, ending.toUpperCase());
  return h(
    "span",
    { class: "save" },
    "Save as ",
    button("svg", () => svg(picture)),
    button("png", () => png(picture)),
  );
}

function svg(picture: SVGSVGElement): Blob {
  return new Blob([serialised(picture)], { type: "image/svg+xml" });
}

async function png(picture: SVGSVGElement): Promise<Blob> {
  const { width, height } = size(picture);
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(serialised(picture))}`;
  await image.decode();
  const canvas = h("canvas", { width: width * SCALE, height: height * SCALE });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large.")))),
  );
}

/** Return a picture as a document of its own: what the style sheets give it, each element has. */
function serialised(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const { width, height } = size(picture);
  copy.setAttribute("width", `${width}`);
  copy.setAttribute("height", `${height}`);
  const originals = [picture, ...picture.querySelectorAll("*")];
  const colours = new Map<string, string>();
  [copy, ...copy.querySelectorAll("*")].forEach((element, at) => {
    const style = getComputedStyle(originals[at] as Element);
    for (const name of STYLES) {
      const value = style.getPropertyValue(name);
      const plain = /^(?:fill|stroke)$/.test(name) ? colour(value, colours) : value;
      if (value && value !== "auto") element.setAttribute(name, plain);
    }
    for (const name of ["class", "style", "tabindex"]) element.removeAttribute(name);
  });
  const paper = colour(getComputedStyle(document.body).backgroundColor, colours);
  copy.setAttribute("style", `background:${paper}`);
  return new XMLSerializer().serializeToString(copy);
}

/** Return a colour as programs that draw SVG know it, whatever notation a style sheet computes to. */
function colour(value: string, known: Map<string, string>): string {
  if (!/^(?:color|ok|lab|lch|hwb)/.test(value)) return value;
  const found = known.get(value);
  if (found) return found;
  const context = h("canvas", { width: 1, height: 1 }).getContext("2d");
  if (!context) return value;
  context.fillStyle = value;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
  const plain = `rgba(${red}, ${green}, ${blue}, ${(alpha / 255).toFixed(2)})`;
  known.set(value, plain);
  return plain;
}

function size(picture: SVGSVGElement): { width: number; height: number } {
  const { width, height } = picture.viewBox.baseVal;
  return { width, height };
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
