// Lay days out on a line. Most happens late, so the days before the bend share the first third.

const DAY = 86_400_000; // milliseconds
const BEFORE = 1 / 3;

/** Say where days stand on a line from 0 to 1. Days are written as in ISO 8601. */
export class Scale {
  readonly #first: number;
  readonly #bend: number;
  readonly #last: number;

  constructor(first: string, bend: string, last: string) {
    this.#first = number(first);
    this.#last = number(last);
    const inside = Math.min(Math.max(number(bend), this.#first), this.#last);
    this.#bend = Number.isNaN(inside) ? this.#first : inside;
  }

  /** Return where a day stands; a day outside stands at the end. */
  place(day: string): number {
    const at = Math.min(Math.max(number(day), this.#first), this.#last);
    const share = this.#share;
    if (at < this.#bend) return (share * (at - this.#first)) / (this.#bend - this.#first);
    return share + ((1 - share) * (at - this.#bend)) / (this.#last - this.#bend || 1);
  }

  /** Return the day at a place. */
  day(place: number): string {
    const share = this.#share;
    const at =
      place < share
        ? this.#first + (place / share) * (this.#bend - this.#first)
        : this.#bend + ((place - share) / (1 - share)) * (this.#last - this.#bend);
    return written(Math.round(at));
  }

  /** Return the day some months later, or earlier; the last of a month where that is shorter. */
  later(day: string, months: number): string {
    const from = new Date(day);
    const to = new Date(from);
    to.setUTCMonth(from.getUTCMonth() + months);
    if (to.getUTCDate() !== from.getUTCDate()) to.setUTCDate(0);
    const at = to.getTime() / DAY;
    return written(Math.min(Math.max(at, this.#first), this.#last));
  }

  get #share(): number {
    if (this.#bend <= this.#first) return 0;
    return this.#bend >= this.#last ? 1 : BEFORE;
  }
}

const number = (day: string): number => Date.parse(day) / DAY;

const written = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
