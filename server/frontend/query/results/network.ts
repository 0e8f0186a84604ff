// Draw the things that an answer links as a network.

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { Table } from "./answer";
import { choice, h, s } from "./dom";
import { type Edge, ends, linksOf, type Node } from "./edges";
import { anchor, cut, figure } from "./figure";
import { label, load } from "./labels";
import { page, shorten } from "./names";
import { rove } from "./roving";
import { linked } from "./shape";
import { zoomable } from "./zoom";

type Placed = Node & { x: number; y: number };

const MOST = 300; // links that are drawn
const LETTER = 6.5; // dots that a letter of a name is wide, about
const STEPS = 300;
const [WIDTH, HEIGHT] = [960, 640];
const [BESIDE, ABOVE] = [220, 30]; // room for names

/** Show the network of a table, laid out before it is drawn, so that nothing moves by itself. */
export async function showNetwork(panel: HTMLElement, table: Table, signal: AbortSignal): Promise<void> {
  const columns = linked(table);
  const draw = async (from: string, to: string) => {
    const by = table.graph ? "predicate" : "";
    const { nodes, edges, all } = linksOf(table.rows, [from, to], by, MOST);
    await load([...nodes.map((node) => node.id), ...edges.flatMap((edge) => edge.names)], signal).catch(() => undefined);
    if (signal.aborted || !panel.isConnected) return;
    const picture = drawn(placed(nodes, edges), edges);
    const pick = (word: string, at: string, choose: (word: string) => void) =>
      table.graph || columns.length < 3 ? undefined : choice(word, columns, at, choose);
    figure(panel, {
      title: table.graph ? "The links of the graph" : `Which ?${from} and ?${to} go together`,
      picture,
      controls: [
        pick("From", from, (word) => draw(word, to)),
        pick("to", to, (word) => draw(from, word)),
        zoomable(picture),
      ],
      under: [
        all > edges.length ? `The first ${edges.length} of ${all.toLocaleString("en")} links are drawn; the table has all.` : undefined,
        table.graph ? undefined : legend(from, to),
        h("p", { class: "aside" }, "Arrow keys go from one thing to the next, Enter opens its page."),
      ],
    });
  };
  await draw(...ends(table, columns));
}

function legend(from: string, to: string): HTMLElement {
  const item = (kind: string, column: string) => {
    const dot = s("circle", { cx: 7, cy: 7, r: 6, class: kind });
    return h("li", {}, s("svg", { width: 14, height: 14, class: "network", "aria-hidden": "true" }, dot), `?${column}`);
  };
  return h("ul", { class: "legend" }, item("source", from), item("target", to));
}

function placed(nodes: Node[], edges: Edge[]): Map<string, Placed> {
  const moving = nodes.map((node) => ({ ...node, x: NaN, y: NaN }));
  const links = edges.map(({ source, target }) => ({ source, target }));
  const spread = Math.sqrt((WIDTH * HEIGHT) / Math.max(nodes.length, 1));
  forceSimulation(moving)
    .force("link", forceLink<Placed, { source: string | Placed; target: string | Placed }>(links).id((node) => node.id).distance(spread * 0.6))
    .force("charge", forceManyBody().strength(-4 * spread))
    .force("apart", forceCollide<Placed>((node) => radius(node) + 4))
    .force("x", forceX(WIDTH / 2).strength(0.07))
    .force("y", forceY(HEIGHT / 2).strength(0.1))
    .stop()
    .tick(STEPS);
  return new Map(fitted(moving).map((node) => [node.id, node]));
}

/** Return nodes moved and shrunk so that all are inside the picture, with room for their names. */
function fitted(nodes: Placed[]): Placed[] {
  const [xs, ys] = [nodes.map((node) => node.x), nodes.map((node) => node.y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const across = Math.max(...xs) - left || 1;
  const down = Math.max(...ys) - top || 1;
  const scale = Math.min((WIDTH - BESIDE) / across, (HEIGHT - 2 * ABOVE) / down, 1.5);
  return nodes.map((node) => ({
    ...node,
    x: (WIDTH - BESIDE) / 2 + ABOVE + (node.x - left - across / 2) * scale,
    y: ABOVE + (node.y - top) * scale,
  }));
}

function drawn(nodes: Map<string, Placed>, edges: Edge[]): SVGSVGElement {
  const height = Math.max(...[...nodes.values()].map((node) => node.y)) + ABOVE;
  const svg = s("svg", { class: "network", viewBox: `0 0 ${WIDTH} ${height}`, role: "group" });
  for (const { source, target, names } of edges) {
    const [from, to] = [nodes.get(source), nodes.get(target)];
    if (!from || !to) continue;
    const line = s("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y });
    if (names.length) line.append(s("title", {}, names.map(named).join(", ")));
    svg.append(line);
  }
  const sources = new Set(edges.map((edge) => edge.source));
  const shown = readable([...nodes.values()]);
  const parts = [...nodes.values()].map((node) => {
    const kind = sources.has(node.id) ? "source" : "target";
    return { element: mark(node, kind, shown.has(node)), x: node.x, y: node.y };
  });
  svg.append(...parts.map(({ element }) => element).reverse()); // the most linked above the others
  rove(svg, parts);
  return svg;
}

/** Return the nodes whose names are clear of the names and marks of all that are linked more. */
function readable(nodes: Placed[]): Set<Placed> {
  const taken: Box[] = [];
  const clear = nodes.filter((node) => {
    const name = box(node.x + radius(node) + 4, node.y, caption(node).length * LETTER, 14);
    const free = taken.every((each) => apart(name, each));
    taken.push(box(node.x - radius(node), node.y, 2 * radius(node), 2 * radius(node)));
    if (free) taken.push(name);
    return free;
  });
  return new Set(clear);
}

type Box = { left: number; right: number; top: number; bottom: number };

function box(left: number, middle: number, width: number, height: number): Box {
  return { left, right: left + width, top: middle - height / 2, bottom: middle + height / 2 };
}

function apart(one: Box, other: Box): boolean {
  return one.left > other.right || one.right < other.left || one.top > other.bottom || one.bottom < other.top;
}

function mark(node: Placed, kind: string, shown: boolean): SVGElement {
  const told = `${named(node.id)}, ${node.degree} ${node.degree === 1 ? "link" : "links"}`;
  const name = s("text", { x: node.x + radius(node) + 4, y: node.y, class: !shown && "hidden" }, caption(node));
  return anchor(node.id.startsWith("_:") ? "" : page(node.id), told, s("circle", { cx: node.x, cy: node.y, r: radius(node), class: kind }), name);
}

function radius(node: Node): number {
  return Math.min(4 + Math.sqrt(node.degree) * 1.6, 18);
}

function caption(node: Node): string {
  return cut(named(node.id), 32);
}

function named(iri: string): string {
  return label(iri) ?? shorten(iri);
}
