// Move the focus among the parts of a picture by arrow keys; the tab key passes over all but one.

type Part = { element: SVGElement; x: number; y: number };

const DIRECTIONS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Let the arrow keys go from each part to the next in their direction. */
export function rove(picture: SVGElement, parts: Part[]): void {
  parts.forEach(({ element }, at) => element.setAttribute("tabindex", at ? "-1" : "0"));
  picture.addEventListener("keydown", (event) => {
    const direction = DIRECTIONS[event.key];
    const from = parts.find(({ element }) => element === event.target);
    if (!direction || !from) return;
    event.preventDefault();
    const to = nearest(from, parts, direction);
    if (!to) return;
    from.element.setAttribute("tabindex", "-1");
    to.element.setAttribute("tabindex", "0");
    to.element.focus();
  });
}

/** Return the part that is nearest to one in a direction: far ones, and those beside it, count less. */
export function nearest<P extends { x: number; y: number }>(
  from: P,
  parts: P[],
  [right, down]: [number, number],
): P | undefined {
  let [best, least]: [P | undefined, number] = [undefined, Infinity];
  for (const part of parts) {
    const ahead = (part.x - from.x) * right + (part.y - from.y) * down;
    const aside = Math.abs((part.x - from.x) * down) + Math.abs((part.y - from.y) * right);
    const cost = ahead + 2 * aside;
    if (part !== from && ahead > 0 && cost < least) [best, least] = [part, cost];
  }
  return best;
}
