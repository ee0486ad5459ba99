import type { Import } from "./source-files.ts";

/** The cycles among our own files, each as the files in order, the first again at its end. */
export function cyclesAmong(imports: readonly Import[]): string[][] {
  const graph = new Map<string, Set<string>>();
  for (const { from, to, isOurs } of imports) {
    if (isOurs) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  }

  const cycles: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start !== -1) cycles.push([...trail.slice(start), file]);
    if (start !== -1 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return cycles;
}
