// Turn polygons on the globe into short SVG paths of whole numbers.

import { geoPath } from "d3-geo";

/** Return the rings of projected polygons, the widest first: lists of points, in whole numbers. */
export function rings(projection, polygons) {
  const found = [];
  const context = {
    moveTo: (x, y) => found.push([[Math.round(x), Math.round(y)]]),
    lineTo: (x, y) => add(found.at(-1), Math.round(x), Math.round(y)),
    closePath: () => {},
  };
  geoPath(projection, context)({ type: "MultiPolygon", coordinates: polygons });
  return found.sort((one, other) => area(other) - area(one));
}

function add(ring, x, y) {
  const [lastX, lastY] = ring.at(-1);
  if (x !== lastX || y !== lastY) ring.push([x, y]);
}

/** Return the area that a ring encloses. */
export function area(ring) {
  const twice = ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** Return the box around some rings: the least x and y, width and height. */
export function box(rings) {
  const xs = rings.flat().map(([x]) => x);
  const ys = rings.flat().map(([, y]) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Return the value of an SVG path's "d": every ring from its first point by relative steps. */
export const path = (rings) => rings.map(closed).join("");

function closed([[startX, startY], ...rest]) {
  let [x, y] = [startX, startY];
  let steps = "";
  for (const [nextX, nextY] of rest) {
    const [dx, dy] = [nextX - x, nextY - y];
    // A minus sign parts two numbers as well as a space does.
    steps += `${steps && dx >= 0 ? " " : ""}${dx}${dy >= 0 ? " " : ""}${dy}`;
    [x, y] = [nextX, nextY];
  }
  return `M${startX} ${startY}l${steps}z`;
}
