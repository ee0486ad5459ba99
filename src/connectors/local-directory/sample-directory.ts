import { projectFile } from "../../lib/project-root.ts";

/** The sandbox's ready-made directory file. */
export const SAMPLE_DIRECTORY_FILE = projectFile("sample", "directory.yaml");
