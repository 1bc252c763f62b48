// Text of people stays text, on every way out: hostile strings in every place where somebody writes, and then everything that leaves is
// read as its reader's client would read it. `npm run hostile` puts every string into every place and draws it in a browser.
import { describe, expect, it } from 'vitest';
import { hostileStrings } from '../support/hostileStrings.ts';
import { hostileSurfaces } from '../support/hostileSurfaces.ts';
import { faultsOf } from '../support/wayOut.ts';

const ROUNDS = Number(process.env['HOSTILE_ROUNDS'] ?? 4);

it('is tried with 500 strings of many families, each another one', () => {
  expect(new Set(hostileStrings.map(({ text }) => text)).size).toBe(hostileStrings.length);
  expect(hostileStrings.length).toBeGreaterThanOrEqual(500);
  expect(new Set(hostileStrings.map(({ family }) => family)).size).toBeGreaterThanOrEqual(15);
});

describe('what people wrote stays text', () => {
  // The last two found something: a telephone number that is none, and the beginning of an address.
  it.each([...Array.from({ length: ROUNDS }, (_, round) => round * 131), 73, 567])('round %i', (round) => {
    const surfaces = hostileSurfaces(round);
    expect(surfaces.length).toBeGreaterThan(300);
    const faults = surfaces.flatMap((surface) => faultsOf(surface).map((fault) => `${surface.name}: ${fault}`));
    expect([...new Set(faults)]).toEqual([]);
  });
});
