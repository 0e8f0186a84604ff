// Draw the dates of an answer on an axis, each as long as it is uncertain.

import type { Binding, Table } from "./answer";
import { marks, type Span, span } from "./dates";
import { choice, s } from "./dom";
import { anchor, cut, figure } from "./figure";
import { label, loadFirst } from "./labels";
import { page } from "./names";
import { rove } from "./roving";
import { columnsOf } from "./shape";
import { collator, text } from "./values";

type Line = { row: Binding; from: Span; to: Span | undefined };

const MOST = 200;
const LINE = 26;
const TOP = 28;
const NONE = "none";

/** Show the dates of a table; with two columns of dates, the time from the one to the other. */
export async function showTimeline(panel: HTMLElement, table: Table, signal: AbortSignal): Promise<void> {
  const dates = columnsOf(table, "date");
  const names = columnsOf(table, "text", "thing", "country");
  await loadFirst(table, names, MOST, signal);
  if (signal.aborted || !panel.isConnected) return;
  const draw = (name: string, start: string, end: string) => {
    const lines = ordered(table.rows, start, end);
    figure(panel, {
      title: end === NONE ? `?${start} of ${each(name, "each")}` : `${each(name, "Each")} from ?${start} to ?${end}`,
      picture: picture(lines.slice(0, MOST), name, panel.clientWidth),
      controls: [
        choice("Names", names, name, (word) => draw(word, start, end)),
        choice("From", dates, start, (word) => draw(name, word, end)),
        choice("to", dates.length > 1 ? [NONE, ...dates] : [], end, (word) => draw(name, start, word)),
      ],
      under: [
        lines.length > MOST ? `The first ${MOST} of ${lines.length} are drawn; the table has all.` : undefined,
        "A pale bar is as long as a date is uncertain: a year, a month.",
        end !== NONE && lines.some((line) => !line.to) ? "A thin line has no end given." : undefined,
      ],
    });
  };
  draw(names[0] ?? "", dates[0] ?? "", dates[1] ?? NONE);
}

function each(name: string, word: string): string {
  return name ? `${word} ?${name}` : `${word} row`;
}

/** Return the rows that have a date, by time. */
export function ordered(rows: Binding[], start: string, end: string): Line[] {
  const lines = rows.flatMap((row) => {
    const from = span(row[start]);
    return from ? [{ row, from, to: end === NONE ? undefined : span(row[end]) }] : [];
  });
  return lines.sort((one, other) => one.from.start - other.from.start || one.from.end - other.from.end);
}

function picture(lines: Line[], name: string, room: number): SVGSVGElement {
  const width = Math.min(Math.max(room, 320), 1100);
  const left = Math.min(width * 0.4, 300);
  const whole = {
    start: Math.min(...lines.map((line) => line.from.start)),
    end: Math.max(...lines.map((line) => (line.to ?? line.from).end)),
  };
  const margin = (whole.end - whole.start || 1) * 0.02;
  const place = (at: number) =>
    left + ((at - whole.start + margin) / (whole.end - whole.start + 2 * margin)) * (width - left - 8);
  const svg = s("svg", { class: "timeline", width, viewBox: `0 0 ${width} ${TOP + lines.length * LINE + 4}`, role: "group" });
  for (const { at, text: told } of marks(whole, (width - left) / 70))
    svg.append(
      s("line", { x1: place(at), x2: place(at), y1: TOP - 4, y2: TOP + lines.length * LINE }),
      s("text", { x: place(at), y: 14, class: "axis" }, told),
    );
  const ended = lines.some((line) => line.to);
  const parts = lines.map((line, at) => {
    const y = TOP + at * LINE + LINE / 2;
    return { element: entry(line, name, { y, place, letters: left / 7.5, open: ended && width - 8 }), x: 0, y };
  });
  svg.append(...parts.map(({ element }) => element));
  rove(svg, parts);
  return svg;
}

type Where = { y: number; place: (at: number) => number; letters: number; open: number | false };

function entry({ row, from, to }: Line, name: string, { y, place, letters, open }: Where): SVGElement {
  const term = row[name];
  const told = text(term, label);
  const when = Object.values(row).filter((each) => span(each)).map((each) => each.value).sort(collator.compare);
  const bar = (start: number, end: number, kind: string) =>
    s("rect", { x: place(start), y: y - 6, width: Math.max(place(end) - place(start), 3), height: 12, class: kind });
  const bars: SVGElement[] = [bar(from.start, from.end, "possible")];
  if (!to && open) bars.push(s("line", { x1: place(from.end), x2: open, y1: y, y2: y, class: "open" }));
  if (to) bars.push(bar(to.start, to.end, "possible"));
  if (to && to.start > from.end) bars.push(bar(from.end, to.start, "certain"));
  if (from.end - from.start <= 86_400_000) bars.push(bar(from.start, from.end, "certain"));
  const caption = s("text", { x: 0, y }, cut(told, letters));
  return anchor(term?.type === "uri" ? page(term.value) : "", `${told}: ${when.join(" to ")}`, caption, ...bars);
}
