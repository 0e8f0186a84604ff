// Draw the numbers of an answer: bars beside names, a line over time.

import type { Binding, Table } from "./answer";
import { marks, span } from "./dates";
import { choice, s } from "./dom";
import { anchor, cut, figure } from "./figure";
import { label, loadFirst } from "./labels";
import { page } from "./names";
import { rove } from "./roving";
import { ticks } from "./scale";
import { columnsOf } from "./shape";
import { formatted, number, text } from "./values";

const MOST = 100; // bars
const LINE = 26;
const HEIGHT = 360;

/** Show a column of numbers by one of names or, where there is none, of dates. */
export async function showChart(panel: HTMLElement, table: Table, signal: AbortSignal): Promise<void> {
  const numbers = columnsOf(table, "number");
  const dates = columnsOf(table, "date");
  const names = columnsOf(table, "text", "thing", "country");
  await loadFirst(table, names, MOST, signal);
  if (signal.aborted || !panel.isConnected) return;
  const draw = (by: string, value: string) => {
    const rows = table.rows.filter((row) => number(row[value]) !== undefined);
    const line = dates.includes(by);
    figure(panel, {
      title: line ? `?${value} over time` : `?${value} by ?${by}`,
      picture: (line ? overTime : bars)(rows, by, value, Math.min(Math.max(panel.clientWidth, 320), 900)),
      controls: [
        choice("By", [...names, ...dates], by, (word) => draw(word, value)),
        choice("Numbers", numbers, value, (word) => draw(by, word)),
      ],
      under: [!line && rows.length > MOST ? `The first ${MOST} of ${rows.length} are drawn; the table has all.` : undefined],
    });
  };
  draw(names[0] ?? dates[0] ?? "", numbers[0] ?? "");
}

function bars(all: Binding[], by: string, column: string, width: number): SVGSVGElement {
  const rows = all.slice(0, MOST);
  const values = rows.map((row) => number(row[column]) ?? 0);
  const left = Math.min(width * 0.4, 280);
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const place = (value: number) => left + ((value - least) / (most - least || 1)) * (width - left - 70);
  const svg = s("svg", { class: "chart", width, viewBox: `0 0 ${width} ${rows.length * LINE + 8}`, role: "group" });
  const parts = rows.map((row, at) => {
    const [value, y, term] = [values[at] ?? 0, at * LINE + LINE / 2 + 4, row[by]];
    const told = text(term, label);
    const [from, to] = [place(Math.min(0, value)), place(Math.max(0, value))];
    const element = anchor(
      term?.type === "uri" ? page(term.value) : "",
      `${told}: ${formatted(value)}`,
      s("text", { x: 0, y }, cut(told, left / 7.5)),
      s("rect", { x: from, y: y - 9, width: Math.max(to - from, 1), height: 18 }),
      s("text", { x: to + 6, y, class: "value" }, formatted(value)),
    );
    return { element, x: 0, y };
  });
  svg.append(...parts.map(({ element }) => element));
  rove(svg, parts);
  return svg;
}

function overTime(rows: Binding[], by: string, column: string, width: number): SVGSVGElement {
  const points = rows
    .flatMap((row) => {
      const [when, value] = [span(row[by]), number(row[column])];
      return when && value !== undefined ? [{ at: when.start, end: when.end, value, told: row[by]?.value ?? "" }] : [];
    })
    .sort((one, other) => one.at - other.at);
  const whole = { start: Math.min(...points.map((point) => point.at)), end: Math.max(...points.map((point) => point.end)) };
  const values = points.map((point) => point.value);
  const scale = ticks(Math.min(0, ...values), Math.max(0, ...values), 5);
  const [least, most] = [scale[0] ?? 0, scale.at(-1) ?? 1];
  const [left, bottom] = [60, HEIGHT - 30];
  const x = (at: number) => left + ((at - whole.start) / (whole.end - whole.start || 1)) * (width - left - 20);
  const y = (value: number) => bottom - ((value - least) / (most - least || 1)) * (bottom - 16);
  const svg = s("svg", { class: "chart", width, viewBox: `0 0 ${width} ${HEIGHT}`, role: "group" });
  for (const value of scale)
    svg.append(
      s("line", { x1: left, x2: width - 20, y1: y(value), y2: y(value) }),
      s("text", { x: left - 8, y: y(value), class: "axis end" }, formatted(value)),
    );
  for (const { at, text: told } of marks(whole, (width - left) / 70))
    svg.append(s("text", { x: x(at), y: HEIGHT - 8, class: "axis" }, told));
  svg.append(s("path", { d: `M${points.map((point) => `${x(point.at)},${y(point.value)}`).join("L")}` }));
  const parts = points.map((point) => ({
    element: anchor("", `${point.told}: ${formatted(point.value)}`, s("circle", { cx: x(point.at), cy: y(point.value), r: 4 })),
    x: x(point.at),
    y: y(point.value),
  }));
  svg.append(...parts.map(({ element }) => element));
  rove(svg, parts);
  return svg;
}
