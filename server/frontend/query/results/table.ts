// Show rows: by pages, sorted by any column, filtered by words.

import type { Binding, Table } from "./answer";
import { cell, relabel } from "./cell";
import { h } from "./dom";
import { label, load } from "./labels";
import { arranged, type Order, tsv } from "./rows";
import { columnsOf } from "./shape";

const SIZES = ["50", "100", "all"];
const BATCH = 500; // rows that are drawn at once, so that the page stays quick
const MANY = 1000; // rows from which the widths of columns no longer follow what is in them
const MOST_LABELS = 2000; // that are fetched at once

/** Show a table in a panel. */
export function showTable(panel: HTMLElement, table: Table, signal: AbortSignal): void {
  new TableView(panel, table, signal).draw();
}

class TableView {
  private order: Order;
  private words = "";
  private size = 50;
  private page = 0;
  private drawn = 0; // counts drawings, so that an old one stops when there is a newer
  private rows: Binding[];
  private readonly numbers: Set<string>;
  private readonly head = h("tr");
  private readonly body = h("tbody");
  private rest = h("tbody"); // of many rows, those after the first
  private readonly status = h("p", { class: "aside", role: "status" });
  private readonly pages = h("span", { class: "pages" });

  constructor(
    panel: HTMLElement,
    private readonly table: Table,
    private readonly signal: AbortSignal,
  ) {
    this.rows = table.rows;
    this.numbers = new Set(columnsOf(table, "number"));
    const whole = h("table", {}, h("thead", {}, this.head), this.body);
    const scroll = h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Rows of the answer" }, whole);
    panel.replaceChildren(this.bar(whole), scroll, this.status);
  }

  /** Draw the rows anew. */
  draw(): void {
    this.rows = arranged(this.table, this.words, this.order, label);
    this.head.replaceChildren(...this.table.columns.map((column) => this.header(column)));
    this.turn(0);
  }

  private bar(whole: HTMLElement): HTMLElement {
    const filter = h("input", {
      type: "search",
      input: () => {
        this.words = filter.value;
        this.draw();
      },
    });
    const size = h(
      "select",
      {
        change: () => {
          this.size = size.value === "all" ? Infinity : Number(size.value);
          this.turn(0);
        },
      },
      ...SIZES.map((each) => h("option", { value: each }, each)),
    );
    const names = h("input", { type: "checkbox", change: () => whole.classList.toggle("with-iris", names.checked) });
    const copy = h("button", { type: "button", click: () => this.copy() }, "Copy as TSV");
    return h(
      "div",
      { class: "bar" },
      h("label", {}, "Filter ", filter),
      h("label", {}, "Rows a page ", size),
      h("label", {}, names, " IRIs"),
      copy,
      this.pages,
    );
  }

  private header(column: string): HTMLElement {
    const now = this.order?.column === column ? (this.order.down ? "descending" : "ascending") : "none";
    const button = h("button", { type: "button", click: () => this.sort(column) }, column);
    return h("th", { scope: "col", "aria-sort": now, class: this.numbers.has(column) && "number" }, button);
  }

  private async sort(column: string): Promise<void> {
    const again = this.order?.column === column;
    this.order = again && this.order?.down ? undefined : { column, down: again };
    const iris = this.rows.flatMap((row) => (row[column]?.type === "uri" ? [row[column].value] : []));
    await load(iris.slice(0, MOST_LABELS), this.signal).catch(() => undefined);
    this.draw();
    const at = this.table.columns.indexOf(column);
    this.head.querySelectorAll("button")[at]?.focus();
  }

  private turn(page: number): void {
    this.page = page;
    const from = page * Math.min(this.size, this.rows.length) || 0;
    const shown = this.rows.slice(from, from + this.size);
    this.tell(from, shown.length);
    const drawing = (this.drawn += 1);
    this.body.replaceChildren();
    this.body.parentElement?.classList.toggle("many", shown.length > MANY);
    this.rest.remove();
    this.rest = h("tbody");
    this.fill(this.body, shown.slice(0, BATCH));
    this.later(shown.slice(BATCH), drawing);
    const iris = shown.flatMap((row) => Object.values(row).flatMap((term) => (term.type === "uri" ? [term.value] : [])));
    const wanted = [...new Set(iris)].slice(0, MOST_LABELS);
    // Without labels the names of the IRIs stay.
    load(wanted, this.signal).then(() => [this.body, this.rest].forEach(relabel), () => undefined);
  }

  private fill(body: HTMLElement, rows: Binding[]): void {
    body.append(...rows.map((row) => h("tr", {}, ...this.table.columns.map((column) => cell(row[column])))));
  }

  /** Draw rows off the page, some at a time, and put all on it at once: each time takes a layout. */
  private later(rows: Binding[], drawing: number): void {
    if (drawing !== this.drawn || !rows.length) return;
    this.fill(this.rest, rows.slice(0, BATCH));
    if (rows.length > BATCH) setTimeout(() => this.later(rows.slice(BATCH), drawing));
    else this.body.after(this.rest);
  }

  private tell(from: number, shown: number): void {
    const [all, kept] = [this.table.rows.length, this.rows.length];
    const of = kept === all ? `${all.toLocaleString("en")}` : `${kept.toLocaleString("en")} of ${all.toLocaleString("en")}`;
    this.status.textContent =
      kept > shown ? `Rows ${from + 1} to ${from + shown} of ${of}` : `${of} ${all === 1 ? "row" : "rows"}`;
    const last = Math.ceil(kept / this.size) - 1;
    const turn = (word: string, page: number) =>
      h("button", { type: "button", disabled: page < 0 || page > last, click: () => this.turn(page) }, word);
    this.pages.replaceChildren(...(last > 0 ? [turn("Previous", this.page - 1), turn("Next", this.page + 1)] : []));
  }

  private async copy(): Promise<void> {
    const written = navigator.clipboard?.writeText(tsv(this.table.columns, this.rows));
    const done = written ? await written.then(() => true, () => false) : false;
    this.status.textContent = done
      ? `Copied ${this.rows.length.toLocaleString("en")} rows`
      : "The browser does not let this page copy; download the table instead";
  }
}
