/** Pictures without a library: 8-bit RGB, as the PNG specification (ISO/IEC 15948) has them. */
import { crc32, deflateSync } from "node:zlib";

export type Colour = readonly [red: number, green: number, blue: number];

/** A picture that is drawn by filling rectangles. */
export class Picture {
  readonly width: number;
  readonly height: number;
  readonly #pixels: Uint8Array;

  constructor(width: number, height: number, ground: Colour) {
    this.width = width;
    this.height = height;
    this.#pixels = new Uint8Array(width * height * 3);
    this.fill(0, 0, width, height, ground);
  }

  fill(left: number, top: number, width: number, height: number, colour: Colour): void {
    for (let y = top; y < Math.min(top + height, this.height); y += 1)
      for (let x = left; x < Math.min(left + width, this.width); x += 1)
        this.#pixels.set(colour, (y * this.width + x) * 3);
  }

  /** The picture as a PNG file. */
  toPng(): Uint8Array<ArrayBuffer> {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(this.width, 0);
    header.writeUInt32BE(this.height, 4);
    header.set([8, 2, 0, 0, 0], 8);
    const line = this.width * 3;
    const lines = Array.from({ length: this.height }, (_, y) =>
      Buffer.concat([Buffer.from([0]), this.#pixels.subarray(y * line, (y + 1) * line)]),
    );
    return new Uint8Array(
      Buffer.concat([
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
        chunk("IHDR", header),
        chunk("IDAT", deflateSync(Buffer.concat(lines))),
        chunk("IEND", Buffer.alloc(0)),
      ]),
    );
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, check]);
}
