// Draw an answer: a plain table until there are more views.

interface Term {
  readonly type: string;
  readonly value: string;
}

type Binding = Record<string, Term>;

export type Answer =
  | { kind: "rows"; head: { vars: string[] }; results: { bindings: Binding[] } }
  | { kind: "boolean"; boolean: boolean }
  | { kind: "graph"; triples: string };

export function show(
  root: HTMLElement,
  answer: Answer,
  _options: { view?: string; onView(view: string): void; query: string },
): void {
  if (answer.kind === "boolean") root.textContent = answer.boolean ? "Yes" : "No";
  else if (answer.kind === "graph") {
    const text = document.createElement("pre");
    text.textContent = answer.triples;
    root.replaceChildren(text);
  } else {
    const table = document.createElement("table");
    const head = table.createTHead().insertRow();
    for (const name of answer.head.vars) {
      const cell = document.createElement("th");
      cell.textContent = name;
      head.append(cell);
    }
    const body = table.createTBody();
    for (const binding of answer.results.bindings.slice(0, 1000)) {
      const row = body.insertRow();
      for (const name of answer.head.vars) row.insertCell().textContent = binding[name]?.value ?? "";
    }
    root.replaceChildren(table);
  }
}
