// The language of the editor: SPARQL 1.1, with names told apart from the words of the language.

import { LanguageSupport, syntaxHighlighting } from "@codemirror/language";
import { classHighlighter, styleTags, tags } from "@lezer/highlight";
import { SparqlLanguage } from "codemirror-lang-sparql";

const names = styleTags({
  "PrefixedName/... IriRef PrefixDecl/Pname_ns": tags.url,
  A_predicate: tags.keyword,
  "TRUE FALSE": tags.bool,
  Langtag: tags.string,
});

const language = SparqlLanguage.configure({ props: [names] });

/** Return the language with its colours, which the style sheet of the page has by class. */
export function sparql() {
  const comments = language.data.of({ commentTokens: { line: "#" } });
  return [new LanguageSupport(language, comments), syntaxHighlighting(classHighlighter)];
}
