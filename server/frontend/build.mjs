// Build everything that pages load, into the folder that the server sends as /static/built/.
//
//   node build.mjs           once
//   node build.mjs --watch   again whenever a source changes, with source maps and not minified

import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { fonts } from "./fonts.mjs";
import { world } from "./world.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const built = fileURLToPath(new URL("../comity/web/static/built/", import.meta.url));
const watch = process.argv.includes("--watch");

// One file a kind of page: what a page loads is told by its name alone.
const entries = { page: "page.ts", network: "network.ts", query: "query/main.ts" };
const present = Object.entries(entries).filter(([, source]) => existsSync(here + source));

const options = {
  absWorkingDir: here,
  entryPoints: Object.fromEntries(present),
  outdir: built,
  bundle: true,
  format: "esm",
  target: ["chrome111", "firefox121", "safari16.4"],
  minify: !watch,
  sourcemap: watch && "linked",
  legalComments: "none",
  logLevel: "info",
};

await rm(built, { recursive: true, force: true });
await mkdir(built, { recursive: true });
await Promise.all([fonts(built), world(built)]);
if (watch) await (await esbuild.context(options)).watch();
else await esbuild.build(options);
