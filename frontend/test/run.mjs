// Bundles the tests with esbuild and runs them with Node's own test runner.
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname;
const out = await mkdtemp(join(tmpdir(), "bridgework-frontend-"));
const files = (await readdir(here)).filter((name) => name.endsWith(".test.ts"));
await build({ entryPoints: files.map((name) => join(here, name)), outdir: out, outExtension: { ".js": ".mjs" }, bundle: true, format: "esm", platform: "node", logLevel: "error" });
const ran = spawnSync(process.execPath, ["--test", ...files.map((name) => join(out, name.replace(/\.ts$/, ".mjs")))], { stdio: "inherit", env: { ...process.env, FRONTEND: join(here, "..") } });
await rm(out, { recursive: true });
process.exit(ran.status ?? 1);
