// Shorten and expand IRIs by the prefixes that the endpoint knows, which queries need not declare.

export class Names {
  private readonly spaces: [string, string][];

  constructor(readonly prefixes: ReadonlyMap<string, string>) {
    this.spaces = [...prefixes].map(([prefix, space]): [string, string] => [space, prefix]);
    this.spaces.sort((a, b) => b[0].length - a[0].length);
  }

  /** Expand a prefixed name, `a` or an IRI in angle brackets; null for an unknown prefix. */
  expand(name: string, declared: ReadonlyMap<string, string> = new Map()): string | null {
    if (name === "a") return `${this.prefixes.get("rdf")}type`;
    if (name.startsWith("<")) return name.slice(1, -1);
    const colon = name.indexOf(":");
    if (colon < 0) return null;
    const space = declared.get(name.slice(0, colon)) ?? this.prefixes.get(name.slice(0, colon));
    return space === undefined ? null : space + name.slice(colon + 1).replaceAll("\\", "");
  }

  /** Shorten an IRI to a prefixed name where one needs no escapes, else put it in brackets. */
  shorten(iri: string): string {
    for (const [space, prefix] of this.spaces) {
      const local = iri.slice(space.length);
      if (iri.startsWith(space) && /^[\w](?:[\w.-]*[\w-])?$/.test(local)) return `${prefix}:${local}`;
    }
    return `<${iri}>`;
  }
}
