// Ask the endpoint what the editor itself wants to know. Its answers are kept by the browser.

export type Row = Record<string, string>;

/** Return the rows of a SELECT query, each as the texts of its bound variables by name. */
export async function select(address: string, query: string, signal?: AbortSignal): Promise<Row[]> {
  const url = `${address}?${new URLSearchParams({ query })}`;
  const accept = "application/sparql-results+json";
  const response = await fetch(url, { headers: { Accept: accept }, signal: signal ?? null });
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  const { results } = (await response.json()) as {
    results: { bindings: Record<string, { value: string }>[] };
  };
  return results.bindings.map((binding) =>
    Object.fromEntries(Object.entries(binding).map(([name, term]) => [name, term.value])),
  );
}
