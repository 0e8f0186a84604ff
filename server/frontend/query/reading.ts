// Read a query that may not be finished: its triples, and what is wanted where the cursor stands.
//
// The reading is lexical, because the tree of a broken text says little of what was meant.

const TOKEN = new RegExp(
  [
    /(?<comment>#[^\n\r]*)/u,
    /(?<iri><[^<>"{}|^`\\\s]*>)/u,
    /(?<string>"""(?:[^"\\]|\\[^]|"(?!""))*"""|'''(?:[^'\\]|\\[^]|'(?!''))*'''|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')/u,
    /(?<open>["'][^\n\r]*)/u,
    /(?<tag>\^\^|@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)/u,
    /(?<variable>[?$][\p{L}\p{N}_]+|(?<![\p{L}\p{N}_)>])[?$])/u, // a mark of a path stands next to a step
    /(?<name>(?:[\p{L}_][\p{L}\p{N}_.\-]*)?:(?:(?:[\p{L}\p{N}_:.\-]|%[0-9A-Fa-f]{2}|\\[^\w\s])*(?:[\p{L}\p{N}_:\-]|%[0-9A-Fa-f]{2}|\\[^\w\s]))?)/u,
    /(?<number>[+\-]?\d+(?:\.\d+)?(?:[eE][+\-]?\d+)?)/u,
    /(?<word>[\p{L}_][\p{L}\p{N}_\-]*)/u,
    /(?<mark>[^\s])/u,
  ]
    .map((each) => each.source)
    .join("|"),
  "gu",
);

export interface Token {
  readonly kind: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** One triple pattern: `path` has the steps of its predicate, null where they are no plain steps. */
export interface Triple {
  readonly subject: string;
  readonly path: readonly Token[] | null;
  readonly object: Token;
}

export type Slot = "subject" | "predicate" | "object" | "value" | "expression" | "select" | "prologue";

/** What the cursor stands in: the triple so far, or the variable whose values are listed. */
export interface Place {
  readonly slot: Slot;
  readonly subject: string;
  readonly path: readonly Token[] | null;
}

interface Frame {
  readonly bracket: string;
  slot: Slot;
  subject: string;
  path: Token[] | null;
  done: boolean; // after an object, where only a mark can go on
}

const FORMS = /^(?:SELECT|CONSTRUCT|ASK|DESCRIBE)$/;
const PATTERNS = /^(?:FILTER|BIND|OPTIONAL|UNION|MINUS|GRAPH|SERVICE|VALUES|SELECT)$/;
const MODIFIERS = /^(?:HAVING|BY|LIMIT|OFFSET)$/;
const NO_PART = /^(?:GRAPH|SERVICE|SILENT|AS|FROM|NAMED|\^\^)$/; // a term after these is in no triple

export class Reading {
  readonly triples: Triple[] = [];
  readonly predicates: Token[] = [];
  readonly names: Token[] = [];
  readonly variables = new Set<string>();
  readonly word: Token | null; // what is being written, up to the cursor or around it
  readonly declared = new Map<string, string>();
  form = ""; // the first of SELECT, CONSTRUCT, ASK and DESCRIBE
  place: Place = { slot: "prologue", subject: "", path: [] };

  private frames: Frame[] = [frame("", "prologue")];
  private previous = "";
  private values = "";
  private blank = 0;

  /** Read a text; `at` is where the cursor stands, if it is in the text. */
  constructor(text: string, at = Infinity) {
    const tokens = [...tokensOf(text)];
    this.word = tokens.find((each) => each.from < at && at <= each.to && each.kind !== "mark") ?? null;
    const isRead = (each: Token) => each.to < at || (each.to === at && each.kind === "mark");
    for (const token of tokens) if (isRead(token)) this.take(token);
    const { slot, subject, path } = this.top;
    this.place = { slot, subject: slot === "value" ? this.values : subject, path: path && [...path] };
    this.goOn(tokens.filter((each) => !isRead(each) && each.from >= at), text.indexOf("\n", at));
  }

  /** Read what follows the cursor for what it says; what is next to it does not continue it. */
  private goOn(tokens: Token[], end: number): void {
    let apart = !/^(?:subject|predicate|object|value)$/.test(this.top.slot);
    for (const token of tokens) {
      if (!apart && ((token.from > end && end >= 0) || /^[.}]$/.test(token.text))) {
        this.end(this.top);
        apart = true;
      }
      if (apart || /^[{}()[\]]$/.test(token.text)) this.take(token);
      else if (token.kind === "variable") this.variables.add(token.text.slice(1));
    }
  }

  private get top(): Frame {
    return this.frames[this.frames.length - 1] as Frame;
  }

  private take(token: Token): void {
    if (token.kind === "comment") return;
    if (token.kind === "variable" && token !== this.word) this.variables.add(token.text.slice(1));
    if (token.kind === "mark") this.mark(token);
    else if (token.kind === "word" && token.text !== "a") this.keyword(token.text.toUpperCase());
    else if (this.top.slot === "prologue") this.declare(token);
    else if (token.kind !== "tag") this.term(token);
    this.previous = token.kind === "word" ? token.text.toUpperCase() : token.text;
  }

  private keyword(word: string): void {
    const top = this.top;
    if (top.bracket === "{" && PATTERNS.test(word)) this.end(top);
    if (FORMS.test(word)) this.form ||= word;
    if (FORMS.test(word) || word === "WHERE") top.slot = "select";
    else if (MODIFIERS.test(word)) top.slot = "expression";
    else if (/^(?:TRUE|FALSE)$/.test(word)) top.done = true;
  }

  private declare(token: Token): void {
    if (token.kind === "iri" && this.previous.endsWith(":")) {
      this.declared.set(this.previous.slice(0, -1), token.text.slice(1, -1));
    }
  }

  private term(token: Token): void {
    const top = this.top;
    if (token.kind === "name") this.names.push(token);
    if (this.previous === "VALUES") this.values = token.text;
    if (this.previous === "VALUES" || NO_PART.test(this.previous)) return;
    if (top.slot === "subject") Object.assign(top, { subject: token.text, slot: "predicate", path: [] });
    else if (top.slot === "predicate") {
      this.predicates.push(token);
      if (token.kind === "variable") top.path = null;
      else top.path?.push(token);
      top.slot = "object";
    } else if (top.slot === "object" && !top.done) {
      this.triples.push({ subject: top.subject, path: top.path && [...top.path], object: token });
      top.done = true;
    }
  }

  private mark({ text, from, to }: Token): void {
    const top = this.top;
    if (text === "{") this.frames.push(frame("{", this.opens()));
    else if (text === "[") {
      const subject = `[${++this.blank}`;
      this.term({ kind: "blank", text: subject, from, to });
      this.frames.push({ ...frame("[", "predicate"), subject });
    } else if (text === "(") {
      const path = top.slot === "predicate";
      if (path) top.path = null;
      this.frames.push({ ...frame("(", path ? "predicate" : "expression"), path: null });
    } else if (text === "}" || text === ")" || text === "]") this.close(text);
    else if (text === ".") this.end(top);
    else if (text === ";" && top.slot === "object") Object.assign(top, { slot: "predicate", path: [], done: false });
    else if (text === "," && top.slot === "object") top.done = false;
    else if (top.slot === "predicate" && /[\^!]/.test(text)) top.path = null;
    else if (top.slot === "object" && !top.done && /[/|*+?]/.test(text)) {
      if (text !== "/") top.path = null;
      if (/[/|]/.test(text)) top.slot = "predicate";
    }
  }

  private opens(): Slot {
    return this.values && this.previous === this.values ? "value" : "subject";
  }

  private close(bracket: string): void {
    if (this.frames.length > 1) this.frames.pop();
    const top = this.top;
    if (bracket === "}") {
      this.values = "";
      if (this.frames.length === 1) top.slot = "select";
      else if (top.slot !== "expression") this.end(top);
    } else if (bracket === ")" && top.slot === "predicate") top.slot = "object";
    else if (bracket === ")" && top.slot === "object") top.done = true;
  }

  /** End a triple, after which another subject or, in square brackets, property may come. */
  private end(top: Frame): void {
    if (top.bracket === "{" && top.slot !== "value") Object.assign(top, frame("{", "subject"));
    else if (top.bracket === "[") Object.assign(top, { slot: "predicate", path: [], done: false });
  }
}

function frame(bracket: string, slot: Slot): Frame {
  return { bracket, slot, subject: "", path: [], done: false };
}

function* tokensOf(text: string): Generator<Token> {
  for (const found of text.matchAll(TOKEN)) {
    const [kind = "mark"] = Object.entries(found.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    yield { kind, text: found[0], from: found.index, to: found.index + found[0].length };
  }
}
