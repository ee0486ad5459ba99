import { defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";
import type { TestSpecification } from "vitest/node";

/** What starts programs and waits for them takes longest: it goes first, so that no worker is left waiting for it. */
class ProgramsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- this is not that sort
    const sorted = await super.sort(files);
    const startsPrograms = ({ moduleId }: TestSpecification) => /\/test\/(faults|ops)\//.test(moduleId);
    return [...sorted.filter(startsPrograms), ...sorted.filter((file) => !startsPrograms(file))];
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/browser/**"],
    globalSetup: ["test/support/build-program.ts", "test/support/prepare-engines.ts"],
    pool: "forks",
    maxWorkers: 3,
    // Nothing of ours keeps state in a module, so suites can share what they import; that saves a quarter of the time.
    isolate: false,
    sequence: { sequencer: ProgramsFirst },
    // Long, as some play weeks of the bot's life, and a busy machine takes its time; nothing is measured by it.
    testTimeout: 45_000,
    hookTimeout: 60_000,
  },
});
