// Look closer at a picture.

import { h } from "./dom";

/** Let a picture be moved by the pointer, and return the buttons that make it larger and smaller. */
export function zoomable(picture: SVGSVGElement): HTMLElement {
  const { x, y, width, height } = picture.viewBox.baseVal;
  const view = { x, y, scale: 1 };
  const show = () =>
    picture.setAttribute("viewBox", `${view.x} ${view.y} ${width / view.scale} ${height / view.scale}`);
  const zoom = (by: number) => {
    const scale = Math.min(Math.max(view.scale * by, 1), 8);
    view.x += (width / view.scale - width / scale) / 2;
    view.y += (height / view.scale - height / scale) / 2;
    view.scale = scale;
    if (scale === 1) [view.x, view.y] = [x, y];
    show();
  };
  picture.addEventListener("pointermove", (event) => {
    if (event.buttons !== 1 || view.scale === 1) return;
    const dot = width / view.scale / picture.clientWidth;
    view.x -= event.movementX * dot;
    view.y -= event.movementY * dot;
    show();
  });
  picture.addEventListener("dragstart", (event) => event.preventDefault());
  const button = (word: string, name: string, by: number) =>
    h("button", { type: "button", "aria-label": name, title: name, click: () => zoom(by) }, word);
  return h("span", {}, button("−", "Smaller", 1 / 1.5), button("+", "Larger", 1.5), button("Fit", "Show all", 0));
}
