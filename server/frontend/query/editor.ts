// Put an editor in the place of the text area, which goes on holding the query.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, type CompletionSource } from "@codemirror/autocomplete";
import { history, historyKeymap, moveLineDown, moveLineUp, standardKeymap, toggleComment } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import { forceLinting, linter, lintKeymap, type Diagnostic } from "@codemirror/lint";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { sparql } from "./language";

export interface Wiring {
  readonly complete: CompletionSource;
  readonly lint: (view: EditorView) => Promise<Diagnostic[]>;
  readonly changed: (text: string) => void;
}

export class Editor {
  private readonly view: EditorView;

  /** Takes the text area and what the editor is to be wired to. */
  constructor(area: HTMLTextAreaElement, wiring: Wiring) {
    this.view = new EditorView({ doc: area.value, extensions: extensions(area, wiring) });
    const focused = document.activeElement === area;
    area.before(this.view.dom);
    area.hidden = true;
    area.required = false; // a hidden field cannot tell what it wants
    if (focused) this.focus();
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Put another query in the place of this one; undo brings it back. */
  set text(text: string) {
    if (text === this.text) return;
    this.view.dispatch({
      changes: { from: 0, to: this.view.state.doc.length, insert: text },
      selection: { anchor: 0 },
      userEvent: "input.replace",
      scrollIntoView: true,
    });
  }

  /** Look again for what to mark. */
  mark(): void {
    forceLinting(this.view);
  }

  focus(at?: number): void {
    if (at !== undefined) this.view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
    this.view.focus();
  }
}

function extensions(area: HTMLTextAreaElement, { complete, lint, changed }: Wiring) {
  return [
    lineNumbers(),
    history(),
    EditorView.lineWrapping,
    sparql(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    autocompletion({ override: [complete], icons: false, activateOnTypingDelay: 120 }),
    linter(lint, { delay: 600 }),
    // Tab is no key of the editor, so that it leads on to what comes next on the page.
    keymap.of([
      ...closeBracketsKeymap,
      ...standardKeymap,
      { key: "Mod-/", run: toggleComment },
      { key: "Alt-ArrowUp", run: moveLineUp },
      { key: "Alt-ArrowDown", run: moveLineDown },
      ...historyKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
    EditorView.contentAttributes.of({ "aria-label": "Query in SPARQL", "aria-describedby": "editor-help", spellcheck: "false" }),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      area.value = update.state.doc.toString();
      changed(area.value);
    }),
  ];
}
