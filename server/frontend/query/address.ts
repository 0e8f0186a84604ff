// Keep the state of the page in its address: the query, the day and the view.

import { Reading } from "./reading";

export const LONGEST = 6000; // characters of an address that every browser and server on the way takes

export interface State {
  readonly query: string;
  readonly on: string;
  readonly view: string;
}

/** Return the state that an address holds. */
export function read(search: string): State {
  const given = new URLSearchParams(search);
  return { query: given.get("query") ?? "", on: given.get("on") ?? "", view: given.get("view") ?? "" };
}

/** Return the address of a state, null where it would be too long. */
export function link(page: string, { query, on, view }: State): string | null {
  const parameters = new URLSearchParams({ query });
  if (on) parameters.set("on", on);
  if (view) parameters.set("view", view);
  const address = `${page}?${parameters}`;
  return address.length <= LONGEST ? address : null;
}

/** Return what a query and a day ask of the endpoint: the day only where the query asks about one. */
export function asked(query: string, on: string): URLSearchParams {
  const parameters = new URLSearchParams({ query });
  const { variables } = new Reading(query);
  if (on && (variables.has("on") || variables.has("day"))) parameters.set("on", on);
  return parameters;
}
