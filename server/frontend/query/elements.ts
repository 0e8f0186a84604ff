// Find the elements of the page that the server has made.

/** Return the element with an identifier; throws where the page has none of that sort. */
export function element<T extends HTMLElement>(id: string, sort: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof sort)) throw new Error(`The page has no ${sort.name} #${id}`);
  return found;
}
