/** The program as a process of its own, started the way `npm start` does. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const fileOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
/** A machine that is busy with other tests takes its time. */
const PATIENCE_MS = 60_000;

export interface Ended {
  /** Null where a signal ended it. */
  code: number | null;
  /** All that it wrote, to either stream. */
  said: string;
}

export interface Program {
  /** Waits until it has written something like this, and gives the match. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<Ended>;
}

type Variables = Readonly<Record<string, string>>;

/** A directory of its own, and programs in it that keep their data there; both are gone afterwards. */
export interface Machine {
  directory: string;
  /** Starts the program with these variables alone. */
  start: (variables: Variables) => Program;
  /** Starts what is built as `dist/NAME.js`, as in `npm run`. */
  runs: (name: string, options: readonly string[], variables?: Variables) => Program;
}

export async function onOwnMachine(work: (machine: Machine) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "access-packages-test-"));
  const programs: Program[] = [];
  const runs = (name: string, options: readonly string[], variables: Variables = {}) => {
    const program = startProgram(directory, [fileOf(`dist/${name}.js`), ...options], variables);
    programs.push(program);
    return program;
  };
  try {
    await work({ directory, runs, start: (variables) => runs("main", [], variables) });
  } finally {
    for (const program of programs) program.kill("SIGKILL");
    await Promise.all(programs.map(({ ended }) => ended));
    await rm(directory, { recursive: true, force: true });
  }
}

function startProgram(directory: string, command: readonly string[], variables: Variables): Program {
  const child = spawn(process.execPath, ["--enable-source-maps", ...command], {
    // Where no .env is.
    cwd: directory,
    env: { PATH: process.env["PATH"], PORT: "0", DATA_DIR: join(directory, "data"), ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (said += text.toString()));
  const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code, said })));
  return {
    says: async (pattern) => {
      const until = performance.now() + PATIENCE_MS;
      for (;;) {
        const match = pattern.exec(said);
        if (match) return match;
        if (child.exitCode !== null || performance.now() > until)
          throw new Error(`It never said ${String(pattern)}:\n${said}`);
        await sleep(20);
      }
    },
    kill: (signal) => child.kill(signal),
    ended,
  };
}
