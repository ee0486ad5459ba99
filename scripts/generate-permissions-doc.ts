/** Writes docs/permissions.md anew: `npm run docs:permissions`. */
import { writeFileSync } from "node:fs";
import { permissionsDoc } from "./permissions-doc.ts";

writeFileSync(new URL("../docs/permissions.md", import.meta.url), permissionsDoc());
