/** Bundles the program for `npm start`; packages stay outside of the bundle. */
import { build } from "esbuild";

await build({
  entryPoints: { main: "src/main.ts", prepare: "scripts/prepare.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  packages: "external",
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  logLevel: "warning",
});
