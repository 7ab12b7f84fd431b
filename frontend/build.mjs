// Builds styles and islands into dist/. `node build.mjs --watch` builds again on every change.
import { cp, mkdir, rm } from "node:fs/promises";
import { context } from "esbuild";

const watching = process.argv.includes("--watch");

/** What the syntax is written down to. Layout needs `:has` and popovers: Firefox 128, Safari 17.4, Chrome 120 and newer. */
const target = ["chrome111", "edge111", "firefox115", "safari16.4"];

await rm("dist", { recursive: true, force: true });
await mkdir("dist/bridgework", { recursive: true });
await cp("marks", "dist/bridgework", { recursive: true });

const bundle = await context({
  entryPoints: ["styles/desk.css", "styles/public.css", "styles/film-viewer.css", "islands/desk.ts", "islands/public.ts", "islands/film-viewer.ts"],
  entryNames: "[name]",
  assetNames: "[name]",
  outdir: "dist/bridgework",
  bundle: true,
  format: "esm",
  minify: !watching,
  sourcemap: watching,
  target,
  loader: { ".woff2": "file" },
  legalComments: "none",
  logLevel: "info",
});

if (watching) {
  await bundle.watch();
} else {
  await bundle.rebuild();
  await bundle.dispose();
}
