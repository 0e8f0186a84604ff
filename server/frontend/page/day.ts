// Move the page through time by dragging.
//
// Markup:  the macro of templates/day.html. Its form works without this script; the time line is
//          hidden until this script makes it work. Arrow keys go by a month, Page Up and Down by a
//          year, Home and End to the first and the last day. While the thumb is dragged the date
//          changes at once and <main> follows; the history gets one entry, when it is let go.

import { addressOf, show, type Step } from "./load";
import { Scale } from "./scale";

const APART = 150; // milliseconds between two requests while dragging
const STEPS = 10_000; // of the range

const MONTHS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -12,
  PageUp: 12,
  Home: -Infinity,
  End: Infinity,
};

/** Bring the control of the day to life, where the page has one. */
export function followTheDay(): void {
  const form = document.querySelector<HTMLFormElement>("form.as-of");
  if (form) new Control(form);
}

class Control {
  readonly #date: HTMLInputElement;
  readonly #line: HTMLInputElement;
  readonly #status: HTMLElement;
  readonly #scale: Scale;
  #left: string | undefined; // the address that the thumb was dragged away from
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly form: HTMLFormElement) {
    this.#date = form.querySelector<HTMLInputElement>("input[type=date]")!;
    this.#line = form.querySelector<HTMLInputElement>("input[type=range]")!;
    this.#status = form.querySelector<HTMLElement>("[role=status]")!;
    const { min, max } = this.#date;
    this.#scale = new Scale(min, form.dataset["bend"] ?? min, max);
    this.#line.max = String(STEPS);
    this.#mark(form.querySelector(".ticks"));
    this.#place();
    form.querySelector<HTMLElement>("[hidden].line")!.hidden = false;
    this.#listen();
  }

  #listen(): void {
    this.#line.addEventListener("input", () => {
      this.#turn(this.#scale.day(Number(this.#line.value) / STEPS));
      this.#drag();
    });
    this.#line.addEventListener("keydown", (event) => this.#step(event));
    for (const end of ["change", "pointerup", "keyup", "blur"]) {
      this.#line.addEventListener(end, () => this.#left && this.#settle());
    }
    this.#date.addEventListener("change", () => {
      if (this.#date.value && this.#date.validity.valid) this.#settle();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#settle();
    });
    document.addEventListener("comity:shown", () => this.#follow());
  }

  /** Show a day on the control. */
  #turn(day: string): void {
    this.#date.value = day;
    this.#line.setAttribute("aria-valuetext", spoken(day));
  }

  #place(): void {
    this.#line.value = String(Math.round(this.#scale.place(this.#date.value) * STEPS));
    this.#line.setAttribute("aria-valuetext", spoken(this.#date.value));
  }

  #step(event: KeyboardEvent): void {
    const months = MONTHS[event.key];
    if (months === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const { value, min, max } = this.#date;
    if (Number.isFinite(months)) this.#turn(this.#scale.later(value, months));
    else this.#turn(months < 0 ? min : max);
    this.#place();
    this.#drag();
  }

  /** Let the page follow while the thumb is moving. */
  #drag(): void {
    this.#left ??= location.href;
    this.#waiting ??= setTimeout(() => {
      this.#waiting = undefined;
      this.#show("replace");
    }, APART);
  }

  /** Let the page come to rest on the day, as one step of the history. */
  #settle(): void {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    if (this.#left) history.replaceState(null, "", this.#left);
    this.#left = undefined;
    this.#show("push");
    this.#status.textContent = `Showing ${spoken(this.#date.value)}`;
  }

  #show(step: Step): void {
    const url = addressOf(this.form);
    if (this.#date.value === this.#date.max) url.searchParams.delete("on"); // today is what holds
    void show(url, "main", step);
  }

  /** Follow the address where something else has changed it, such as the button Back. */
  #follow(): void {
    if (this.#left) return;
    this.#date.value = new URL(location.href).searchParams.get("on") ?? this.#date.max;
    this.#place();
  }

  /** Write years under the line, as the element of the macro asks for. */
  #mark(ticks: HTMLElement | null): void {
    for (const year of ticks?.dataset["years"]?.split(" ") ?? []) {
      const tick = document.createElement("span");
      tick.textContent = year;
      tick.style.setProperty("--at", String(this.#scale.place(`${year}-01-01`)));
      ticks?.append(tick);
    }
  }
}

function spoken(day: string): string {
  const words: Intl.DateTimeFormatOptions = { dateStyle: "long", timeZone: "UTC" };
  return new Date(day).toLocaleDateString(document.documentElement.lang || "en", words);
}
