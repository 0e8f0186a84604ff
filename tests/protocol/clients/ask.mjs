// Ask a query of sources with Comunica, installed in the current folder, and print the answer.
// Usage: node ask.mjs SOURCES-AS-JSON QUERY MEDIA-TYPE
import { createRequire } from "node:module";
import { join } from "node:path";

const installed = createRequire(join(process.cwd(), "package.json"));
const { QueryEngine } = installed("@comunica/query-sparql");

const [sources, query, mediaType] = process.argv.slice(2);
const engine = new QueryEngine();
const answer = await engine.query(query, { sources: JSON.parse(sources) });
const { data } = await engine.resultToString(answer, mediaType);
data.pipe(process.stdout);
