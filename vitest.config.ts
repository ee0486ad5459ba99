import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/browser/**"],
    globalSetup: ["test/support/prepare-engines.ts"],
    pool: "forks",
    maxWorkers: 2,
    // Long, as some play weeks of the bot's life, and a busy machine takes its time; nothing is measured by it.
    testTimeout: 45_000,
    hookTimeout: 60_000,
  },
});
