// Run the tests of what needs no browser, with Node's own runner.

import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const built = await mkdtemp(join(tmpdir(), "comity-test-"));
const sources = (await readdir(join(here, "test"))).filter((name) => name.endsWith(".test.ts"));

await esbuild.build({
  absWorkingDir: here,
  entryPoints: sources.map((name) => `test/${name}`),
  outdir: built,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  sourcemap: "inline",
  logLevel: "warning",
});
const tests = sources.map((name) => join(built, name.replace(/\.ts$/, ".mjs")));
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...tests], { stdio: "inherit" });
await rm(built, { recursive: true });
process.exitCode = status ?? 1;
