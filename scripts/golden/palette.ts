/** Pictures of cards have few colours: written with a palette they take a fifth of the room in git. */
import { crc32, deflateSync } from 'node:zlib';
import { decodePng } from '../../test/support/png.ts';

/** The same picture with at most 256 colours: the commonest as they are, the edges of letters by the nearest of those. */
export function withPalette(png: Uint8Array): Buffer {
  const { width, height, pixels } = decodePng(png);
  const seen = new Map<number, number>();
  const at = (i: number) => ((pixels[i * 4] ?? 0) << 16) | ((pixels[i * 4 + 1] ?? 0) << 8) | (pixels[i * 4 + 2] ?? 0);
  for (let i = 0; i < width * height; i++) seen.set(at(i), (seen.get(at(i)) ?? 0) + 1);
  const kept = [...seen].sort((a, b) => worth(b) - worth(a)).slice(0, 256);
  const index = new Map(kept.map(([colour], i) => [colour, i]));
  for (const colour of seen.keys()) if (!index.has(colour)) index.set(colour, nearest(colour, kept));
  const rows = Buffer.alloc((width + 1) * height);
  for (let i = 0; i < width * height; i++)
    rows[Math.floor(i / width) * (width + 1) + 1 + (i % width)] = index.get(at(i)) ?? 0;
  return encode(
    width,
    height,
    kept.map(([colour]) => colour),
    rows,
  );
}

/** How common a colour is; a red star among greys is rare and must stay red. */
function worth([colour, count]: readonly [number, number]): number {
  const parts = [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255];
  return count * (1 + Math.max(...parts) - Math.min(...parts));
}

function nearest(colour: number, among: readonly (readonly [number, number])[]): number {
  const part = (of: number, shift: number) => (of >> shift) & 255;
  const distances = among.map(([other]) =>
    [16, 8, 0].reduce((sum, shift) => sum + (part(colour, shift) - part(other, shift)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
}

function encode(width: number, height: number, colours: readonly number[], rows: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // 8 bits a pixel, by palette, not interlaced.
  head.set([8, 3, 0, 0, 0], 8);
  const palette = Buffer.from(colours.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
