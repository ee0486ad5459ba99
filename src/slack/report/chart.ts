/** Bars for numbers: each with its place in the list on the left, and its number at its end. */
import { Picture } from "../../lib/png.ts";
import type { Colour } from "../../lib/png.ts";

const [GROUND, BAR, INK]: readonly [Colour, Colour, Colour] = [
  [255, 255, 255],
  [31, 58, 95],
  [40, 40, 40],
];
const WIDTH = 720;
const ROW = 32;
const EDGE = 16;
const BAR_LEFT = 64;
const BAR_MOST = 520;
const DOT = 3;

/** Figures of three by five dots, row by row. */
const FIGURES: readonly string[] = [
  "111101101101111",
  "010110010010111",
  "111001111100111",
  "111001111001111",
  "101101111001001",
  "111100111001111",
  "111100111101111",
  "111001001001001",
  "111101111101111",
  "111101111001111",
];

/** The chart as a PNG file. */
export function barChart(values: readonly number[]): Uint8Array<ArrayBuffer> {
  const picture = new Picture(WIDTH, values.length * ROW + EDGE * 2, GROUND);
  const most = Math.max(1, ...values);
  values.forEach((value, index) => {
    const top = EDGE + index * ROW;
    const length = Math.max(2, Math.round((value / most) * BAR_MOST));
    write(picture, EDGE, top + 6, index + 1);
    picture.fill(BAR_LEFT, top + 4, length, ROW - 12, BAR);
    write(picture, BAR_LEFT + length + 10, top + 6, value);
  });
  return picture.toPng();
}

function write(picture: Picture, left: number, top: number, number: number): void {
  [...String(Math.round(number))].forEach((figure, at) => {
    const dots = FIGURES[Number(figure)] ?? "";
    [...dots].forEach((dot, place) => {
      const [x, y] = [at * 4 + (place % 3), Math.floor(place / 3)];
      if (dot === "1") picture.fill(left + x * DOT, top + y * DOT, DOT, DOT, INK);
    });
  });
}
