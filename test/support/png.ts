import { inflateSync } from 'node:zlib';

/** A decoded picture: `pixels` holds red, green, blue, alpha for each pixel, row by row from the top. */
export type Picture = { width: number; height: number; pixels: Uint8Array };

/**
 * Decodes a PNG of 8 bits a channel, with or without alpha, not interlaced: what the icons are.
 * Anything else is a fault. Source of the format: the PNG specification, chapters 9 (filters) and 11 (chunks).
 */
export function decodePng(file: Uint8Array): Picture {
  const data = Buffer.from(file);
  if (data.toString('latin1', 1, 4) !== 'PNG') throw new Error('not a PNG');
  const width = data.readUInt32BE(16);
  const height = data.readUInt32BE(20);
  const [depth, colour, , , interlace] = data.subarray(24, 29);
  const channels = colour === 6 ? 4 : colour === 2 ? 3 : 0;
  if (depth !== 8 || channels === 0 || interlace !== 0)
    throw new Error(`PNG with depth ${depth}, colour type ${colour}`);
  const rows = unfilter(inflateSync(Buffer.concat(chunks(data, 'IDAT'))), width * channels, height, channels);
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let channel = 0; channel < channels; channel++)
      pixels[pixel * 4 + channel] = rows[pixel * channels + channel] ?? 0;
  return { width, height, pixels };
}

function chunks(data: Buffer, wanted: string): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at < data.length; ) {
    const length = data.readUInt32BE(at);
    if (data.toString('latin1', at + 4, at + 8) === wanted) found.push(data.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return found;
}

/** Each row begins with its filter's number; a filter adds a guess from the left, above, or both. */
function unfilter(raw: Buffer, stride: number, height: number, step: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x >= step ? (out[y * stride + x - step] ?? 0) : 0;
      const up = y > 0 ? (out[(y - 1) * stride + x] ?? 0) : 0;
      const corner = x >= step && y > 0 ? (out[(y - 1) * stride + x - step] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(left + up - corner - value)) as [number, number, number];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
