// Mark what does not parse: by the grammar of the editor while writing, by the server after a run.

import { syntaxTree } from "@codemirror/language";
import type { Diagnostic } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import { offset, type Problem } from "./problem";

const MOST = 5;
const PLACE = /^line \d+, column \d+: /; // which the mark itself shows
// What may be missing at an error that holds nothing, by what it stands in.
const MISSING: Readonly<Record<string, string>> = {
  GroupGraphPattern: "A closing } is missing.",
  GroupGraphPatternSub: "The pattern does not end here: a property and a value, or } is missing.",
  TriplesSameSubjectPath: "A property and a value are missing after this subject.",
  TriplesBlock: "A property and a value are missing after this subject.",
  PropertyListPathNotEmpty: "A value is missing after this property.",
  BrackettedExpression: "A closing ) is missing.",
  SelectClause: "Variables or * are missing after SELECT.",
};

/** Return what marks the place of a problem that the server has told; nothing where it knows none. */
export function told(text: string, problem: Problem): Diagnostic[] {
  const at = offset(text, problem);
  if (at === null) return [];
  const length = /^(?:[?$]?[\p{L}\p{N}_:.-]+|[^\s])?/u.exec(text.slice(at))?.[0].length ?? 0;
  const from = Math.max(0, length ? at : at - 1);
  return [{ from, to: at + length, severity: "error", message: problem.detail.replace(PLACE, "") }];
}

/** Return what marks the first errors in the tree of the text. */
export function errors(view: EditorView): Diagnostic[] {
  const found: Diagnostic[] = [];
  let end = -1;
  syntaxTree(view.state).iterate({
    enter(node) {
      if (!node.type.isError || found.length >= MOST) return;
      const text = view.state.sliceDoc(node.from, node.to).trim();
      const from = text ? node.from : lastLetter(view, node.from);
      if (from <= end) return;
      end = text ? node.to : from + 1;
      const missing = MISSING[node.node.parent?.name ?? ""] ?? "Something is missing here.";
      const message = text ? `Not expected here: ${text.slice(0, 40)}` : missing;
      found.push({ from, to: end, severity: "error", message });
    },
  });
  return found;
}

/** Return where the last letter before an offset stands, so that there is something to underline. */
function lastLetter(view: EditorView, at: number): number {
  return Math.max(0, view.state.sliceDoc(0, at).trimEnd().length - 1);
}
