import { expect, test } from "vitest";
import { toCsv } from "../../src/lib/csv.ts";

test.each([
  ["plain", "plain"],
  ["", ""],
  ["Müller, 日本", '"Müller, 日本"'],
  ['say "hi"', '"say ""hi"""'],
  ["two\nlines", '"two\nlines"'],
  ["=1+1", "'=1+1"],
  ["+49 30", "'+49 30"],
  ["-2", "'-2"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ['=HYPERLINK("x",1)', `"'=HYPERLINK(""x"",1)"`],
  ["a=b", "a=b"],
])("the cell %j is written %j", (text, written) => {
  expect(toCsv([[text]])).toBe(`\u{FEFF}${written}\r\n`);
});

test("a table has a line for each row", () => {
  expect(
    toCsv([
      ["Person", "Role"],
      ["Rosa", "Member"],
    ]),
  ).toBe("\u{FEFF}Person,Role\r\nRosa,Member\r\n");
});
