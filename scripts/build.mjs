/** Bundles the program and what an operator runs beside it; packages stay outside of the bundle. */
import { build } from "esbuild";

await build({
  entryPoints: {
    main: "src/main.ts",
    prepare: "scripts/prepare.ts",
    packages: "scripts/packages.ts",
    "verify-audit": "scripts/verify-audit.ts",
  },
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
