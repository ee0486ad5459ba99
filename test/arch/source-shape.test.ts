import { expect, test } from "vitest";
import { sourceFiles } from "./source-files.ts";

const src = sourceFiles("src");
const everything = [...src, ...["test", "scripts", "bench"].flatMap(sourceFiles)];

test("no file of src is longer than 300 lines", () => {
  const long = src.map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }));
  expect(long.filter(({ lines }) => lines > 300)).toEqual([]);
});

test("folders and files of slack, app and domain are named in kebab-case", () => {
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.ts)?$/;
  const named = src.filter(({ path }) => /^src\/(slack|app|domain)\//.test(path)).map(({ path }) => path);
  expect(named.filter((path) => !path.split("/").every((part) => kebab.test(part)))).toEqual([]);
});

test("nothing is left to do later", () => {
  const notes = /\b(TO[D]O|FIX[M]E|XX[X])\b/;
  expect(everything.filter(({ text }) => notes.test(text)).map(({ path }) => path)).toEqual([]);
});

test("no path of somebody's machine", () => {
  const machine = /["'`\s(](\/(home|Users|root|work|mnt|tmp)\/|[A-Z]:\\\\)\w/;
  expect(everything.filter(({ text }) => machine.test(text)).map(({ path }) => path)).toEqual([]);
});
