/** Lay the network out by forces where the server has drawn it in a circle.
 *
 * Markup: `svg[data-network]` holds `a.node[data-id]` and `path.link[data-one][data-other][data-common]`.
 * Nodes can be dragged; one that is pointed at or has the focus shows its ties alone.
 */

import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from "d3-force";

interface Node extends SimulationNodeDatum {
  id: string;
  element: SVGAElement;
  radius: number;
}

interface Tie extends SimulationLinkDatum<Node> {
  source: Node;
  target: Node;
  common: number;
  element: SVGPathElement;
}

const MARGIN = 40;
const SETTLED = 120; // steps before the picture is shown, so that it does not fly about
const MOVED = 4; // pixels after which a press is a drag and no click

function read(svg: SVGSVGElement): { nodes: Node[]; ties: Tie[] } {
  const nodes = [...svg.querySelectorAll<SVGAElement>("a.node")].map((element) => {
    const place = element.transform.baseVal.consolidate()?.matrix;
    const radius = Number(element.querySelector("circle")?.getAttribute("r"));
    return { id: element.dataset.id ?? "", element, radius, x: place?.e ?? 0, y: place?.f ?? 0 };
  });
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ties = [...svg.querySelectorAll<SVGPathElement>("path.link")].flatMap((element) => {
    const source = byId.get(element.dataset.one ?? "");
    const target = byId.get(element.dataset.other ?? "");
    return source && target ? [{ source, target, element, common: Number(element.dataset.common) }] : [];
  });
  return { nodes, ties };
}

function within(value: number, start: number, size: number): number {
  return Math.min(Math.max(value, start + MARGIN), start + size - MARGIN);
}

function write(box: SVGRect, nodes: Node[], ties: Tie[]): void {
  for (const node of nodes) {
    node.x = within(node.x ?? 0, box.x, box.width);
    node.y = within(node.y ?? 0, box.y, box.height);
    node.element.setAttribute("transform", `translate(${node.x.toFixed(1)},${node.y.toFixed(1)})`);
  }
  for (const { source, target, element } of ties) {
    element.setAttribute("d", `M${source.x},${source.y}L${target.x},${target.y}`);
  }
}

/** Make a picture no higher than what it shows. */
function crop(svg: SVGSVGElement, nodes: Node[]): void {
  const heights = nodes.map((node) => node.y ?? 0);
  const top = Math.min(...heights) - 2 * MARGIN;
  const height = Math.max(...heights) + 2 * MARGIN - top;
  svg.setAttribute("viewBox", `0 ${top} ${svg.viewBox.baseVal.width} ${height}`);
}

function straighten(node: Node): void {
  const label = node.element.querySelector("text");
  label?.removeAttribute("transform");
  label?.setAttribute("text-anchor", "middle");
  label?.setAttribute("x", "0");
  label?.setAttribute("y", String(-node.radius - 7));
}

function point(svg: SVGSVGElement, event: PointerEvent): DOMPoint {
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM()?.inverse());
}

function draggable(svg: SVGSVGElement, node: Node, wake: () => void): void {
  let pressed: DOMPoint | undefined;
  let moved = false;
  node.element.addEventListener("pointerdown", (event) => {
    pressed = new DOMPoint(event.clientX, event.clientY);
    moved = false;
  });
  node.element.addEventListener("pointermove", (event) => {
    if (!pressed) return;
    if (!moved && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < MOVED) return;
    moved = true;
    node.element.setPointerCapture(event.pointerId);
    ({ x: node.fx, y: node.fy } = point(svg, event));
    wake();
  });
  node.element.addEventListener("pointerup", () => (pressed = undefined));
  node.element.addEventListener("dragstart", (event) => event.preventDefault());
  node.element.addEventListener("click", (event) => moved && event.preventDefault());
}

function highlight(svg: SVGSVGElement, node: Node, ties: Tie[]): void {
  const near = new Set<Node>([node]);
  const own = ties.filter((tie) => tie.source === node || tie.target === node);
  own.forEach((tie) => near.add(tie.source).add(tie.target));
  const show = (): void => {
    svg.classList.add("picked");
    near.forEach((each) => each.element.classList.add("near"));
    own.forEach((tie) => tie.element.classList.add("near"));
  };
  const hide = (): void => {
    svg.classList.remove("picked");
    near.forEach((each) => each.element.classList.remove("near"));
    own.forEach((tie) => tie.element.classList.remove("near"));
  };
  node.element.addEventListener("pointerenter", show);
  node.element.addEventListener("focus", show);
  node.element.addEventListener("pointerleave", hide);
  node.element.addEventListener("blur", hide);
}

function lay(svg: SVGSVGElement): void {
  const box = svg.viewBox.baseVal;
  const { nodes, ties } = read(svg);
  const most = Math.max(1, ...ties.map((tie) => tie.common));
  const simulation = forceSimulation(nodes)
    .force("link", forceLink<Node, Tie>(ties).distance((tie) => 160 - (100 * tie.common) / most).strength((tie) => (0.12 * tie.common) / most))
    .force("charge", forceManyBody<Node>().strength(-420))
    .force("x", forceX<Node>(box.width / 2).strength(0.05))
    .force("y", forceY<Node>(box.height / 2).strength(0.06))
    .force("collide", forceCollide<Node>((node) => node.radius + 16))
    .on("tick", () => write(box, nodes, ties));
  simulation.tick(SETTLED);
  crop(svg, nodes);
  write(box, nodes, ties);
  nodes.forEach((node) => {
    straighten(node);
    highlight(svg, node, ties);
    draggable(svg, node, () => simulation.alpha(Math.max(simulation.alpha(), 0.2)).restart());
  });
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    simulation.stop().tick(SETTLED);
    write(box, nodes, ties);
  }
}

document.querySelectorAll<SVGSVGElement>("svg[data-network]").forEach(lay);
