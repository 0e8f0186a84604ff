// Hold what the server says went wrong (RFC 9457), with the place in the query where it knows it.

export interface Place {
  readonly line?: number;
  readonly column?: number;
}

export interface Problem extends Place {
  readonly detail: string;
}

/** Read the problem document of a response; one that has none is told by its status. */
export async function problemOf(response: Response): Promise<Problem> {
  try {
    return (await response.json()) as Problem;
  } catch {
    return { detail: `The server answered ${response.status} ${response.statusText}.` };
  }
}

/** Return the offset in a text of a place, whose columns count characters, not code units. */
export function offset(text: string, { line, column }: Place): number | null {
  if (line === undefined || column === undefined) return null;
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const letters = [...(lines[line - 1] ?? "")].slice(0, column - 1);
  return Math.min(text.length, before + letters.join("").length);
}
