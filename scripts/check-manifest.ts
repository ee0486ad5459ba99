import { manifestFaults } from "./manifest.ts";

/** Checks manifest.yml against Slack's JSON Schema: `tsx scripts/check-manifest.ts path/to/slack-manifest.v2.schema.json`. */
const [schemaFile] = process.argv.slice(2);
if (schemaFile === undefined) {
  console.error("Name the file with Slack's manifest schema.");
  process.exit(2);
}
const faults = manifestFaults(schemaFile);
for (const fault of faults) console.error(`manifest.yml ${fault}`);
console.log(faults.length === 0 ? "manifest.yml fits Slack's schema." : `manifest.yml has ${faults.length} faults.`);
process.exitCode = faults.length === 0 ? 0 : 1;
