// Tell how a run goes: a clock for the eye, a few sentences for a screen reader.

import type { Problem } from "./problem";
import { h } from "./results/dom";
import type { Outcome } from "./run";

export class Status {
  private started = 0;
  private size = 0;
  private clock = 0;

  /** Takes what speaks, what ticks, what tells of problems, and the seconds that a query may run. */
  constructor(
    private readonly spoken: HTMLElement,
    private readonly ticking: HTMLElement,
    private readonly alarm: HTMLElement,
    private readonly limit: number,
  ) {}

  start(): void {
    this.started = performance.now();
    this.size = 0;
    this.alarm.hidden = true;
    this.say("Running");
    this.tick();
    this.clock = window.setInterval(() => this.tick(), 100);
  }

  progress(size: number): void {
    this.size = size;
  }

  done({ answer, rows, size, cut }: Outcome): void {
    const took = this.stop();
    const what = { rows: count(rows, "row"), graph: count(rows, "triple"), boolean: "Answered" }[answer.kind];
    const more = cut ? ", the first of more: a download has them all" : "";
    this.say(`${what} in ${took}, ${bytes(size)}${more}`);
  }

  cancelled(): void {
    this.say(`Cancelled after ${this.stop()}`);
  }

  /** Tell of a problem; `go` leads to its place in the query, where it has one. */
  failed(problem: Problem, go: (() => void) | null): void {
    this.say(`Failed after ${this.stop()}`);
    this.alarm.replaceChildren(problem.detail);
    if (go) {
      const to = h("button", { type: "button", class: "plain", click: go }, `Go to line ${problem.line}`);
      this.alarm.append(" ", to);
    }
    this.alarm.hidden = false;
  }

  say(text: string): void {
    this.spoken.textContent = text;
  }

  private stop(): string {
    window.clearInterval(this.clock);
    this.ticking.textContent = "";
    return seconds(performance.now() - this.started, 2);
  }

  private tick(): void {
    const time = seconds(performance.now() - this.started, 1);
    const received = this.size ? `, ${bytes(this.size)} received` : "";
    this.ticking.textContent = `${time} of at most ${this.limit} s${received}`;
  }
}

export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function seconds(milliseconds: number, digits: number): string {
  return `${(milliseconds / 1000).toFixed(digits)} s`;
}

function bytes(size: number): string {
  if (size < 1000) return `${size} bytes`;
  return size < 1e6 ? `${(size / 1000).toFixed(1)} kB` : `${(size / 1e6).toFixed(1)} MB`;
}
