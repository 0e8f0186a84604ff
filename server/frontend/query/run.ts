// Ask the endpoint, and read as much of the answer as a page can hold.

import { LONGEST } from "./address";
import { problemOf, type Problem } from "./problem";
import type { Answer } from "./results";

const MOST = 12_000_000; // characters of an answer that are read: some 40,000 rows
const ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9";

export interface Outcome {
  readonly answer: Answer;
  readonly size: number; // bytes that were read
  readonly rows: number;
  readonly cut: boolean; // whether there is more
}

export class Failed extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** Ask a query; throws Failed with what the server says, and what the signal is aborted with. */
export async function run(
  endpoint: string,
  parameters: URLSearchParams,
  signal: AbortSignal,
  progress: (bytes: number) => void,
): Promise<Outcome> {
  const address = `${endpoint}?${parameters}`;
  const headers = { Accept: ACCEPT };
  const response = await (address.length <= LONGEST
    ? fetch(address, { headers, signal })
    : fetch(endpoint, { method: "POST", body: parameters, headers, signal })
  ).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new Failed({ detail: "The server cannot be reached. Is there a connection? Run again to retry." });
  });
  if (!response.ok) throw new Failed(await problemOf(response));
  const { text, size, cut } = await read(response, progress);
  const json = response.headers.get("Content-Type")?.includes("json");
  const answer = json ? table(text, cut) : graph(text, cut);
  return { answer, size, cut, rows: rows(answer) };
}

async function read(response: Response, progress: (bytes: number) => void) {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let [text, size] = ["", 0];
  for (;;) {
    const part = await reader?.read();
    if (!part?.value) return { text: text + decoder.decode(), size, cut: false };
    text += decoder.decode(part.value, { stream: true });
    size += part.value.length;
    progress(size);
    if (text.length <= MOST) continue;
    await reader?.cancel();
    return { text, size, cut: true };
  }
}

/** Read a table, without the rows after the last whole one where it was cut off. */
function table(text: string, cut: boolean): Answer {
  // Between two rows, and nowhere else, the endpoint writes these signs: in texts quotes are escaped.
  const whole = cut ? `${text.slice(0, text.lastIndexOf('}},{"') + 2)}]}}` : text;
  const { head, results, boolean } = JSON.parse(whole);
  return boolean === undefined ? { kind: "rows", head, results } : { kind: "boolean", boolean };
}

function graph(text: string, cut: boolean): Answer {
  return { kind: "graph", triples: cut ? text.slice(0, text.lastIndexOf("\n") + 1) : text };
}

function rows(answer: Answer): number {
  if (answer.kind === "rows") return answer.results.bindings.length;
  return answer.kind === "graph" ? answer.triples.split("\n").filter(Boolean).length : 1;
}
