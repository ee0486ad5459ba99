/** Holds manifest.yml to Slack's own papers: `tsx scripts/check-manifest.ts MANIFEST_SCHEMA [METHODS]`. */
import { manifestFaults, scopeFaults } from "./manifest.ts";

const [schemaFile, methodsFile] = process.argv.slice(2);
if (schemaFile === undefined) {
  console.error("Name the file with Slack's manifest schema, and perhaps the one with the scopes of Slack's methods.");
  process.exit(2);
}
const faults = [...manifestFaults(schemaFile), ...(methodsFile === undefined ? [] : scopeFaults(methodsFile))];
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? "manifest.yml fits Slack's papers." : `manifest.yml has ${faults.length} faults.`);
process.exitCode = faults.length === 0 ? 0 : 1;
