import { fileURLToPath } from "node:url";

/** The sandbox's ready-made directory file. */
export const SAMPLE_DIRECTORY_FILE = fileURLToPath(new URL("../../../sample/directory.yaml", import.meta.url));
