// Text of people stays text, on every way out: hostile strings in every place where somebody writes, and then everything that leaves is
// read as its reader's client would read it. `npm run hostile` puts every string into every place and draws it in a browser.
import { describe, expect, it } from 'vitest';
import { hostileStrings } from '../support/hostileStrings.ts';
import { hostileRound, hostileRounds, hostileSurfaces, PlacesMet, textsOf } from '../support/hostileSurfaces.ts';
import { ranIn } from '../support/ranFunctions.ts';
import { read, sourcesIn } from '../support/sources.ts';
import { faultsOf } from '../support/wayOut.ts';

const ROUNDS = Number(process.env['HOSTILE_ROUNDS'] ?? 4);

it('is tried with 500 strings of many families, each another one', () => {
  expect(new Set(hostileStrings.map(({ text }) => text)).size).toBe(hostileStrings.length);
  expect(hostileStrings.length).toBeGreaterThanOrEqual(500);
  expect(new Set(hostileStrings.map(({ family }) => family)).size).toBeGreaterThanOrEqual(15);
});

it('puts every string into every place', () => {
  const each = new Map<number, number>();
  const met = new PlacesMet();
  for (let round = 0; round < hostileRounds(); round += 1) {
    const { example, next } = textsOf(round);
    const places = each.get(example) ?? hostileRound(round).texts.length;
    each.set(example, places);
    // Of neighbouring places one is like the other: every tenth is looked at, `npm run hostile` counts them all.
    const texts = Array.from({ length: places }, next);
    met.add({ example, texts: texts.filter((_, place) => place % 10 === 0) });
  }
  expect(each.size).toBe(4);
  expect(met.places).toBeGreaterThan(250);
  expect(met.fewest).toBe(hostileStrings.length);
  // And what is planted are these.
  const { texts } = hostileRound(1234);
  const { next } = textsOf(1234);
  expect(Array.from(texts, next)).toEqual(texts);
});

// The last two found something: a telephone number that is none, and the beginning of an address.
const rounds = [...Array.from({ length: ROUNDS }, (_, round) => round * 527), 293, 2271];
const ran = new Map<number, { functions: string[]; surfaces: number; faults: string[] }>();

async function live(round: number) {
  const before = ran.get(round);
  if (before) return before;
  const { ran: functions, result: surfaces } = await ranIn('src/cards', () => hostileSurfaces(round));
  const faults = surfaces.flatMap((surface) => faultsOf(surface).map((fault) => `${surface.name}: ${fault}`));
  const lived = { functions, surfaces: surfaces.length, faults: [...new Set(faults)] };
  ran.set(round, lived);
  return lived;
}

describe('what people wrote stays text', () => {
  it.each(rounds)('round %i', async (round) => {
    const { surfaces, faults } = await live(round);
    expect(surfaces).toBeGreaterThan(1_000);
    expect(faults).toEqual([]);
  });

  it('on every way out: whatever makes a post, a letter or a line in src/cards has run', async () => {
    const all = new Set<string>();
    for (const round of rounds) for (const name of (await live(round)).functions) all.add(name);
    const making = sourcesIn('src/cards').flatMap((file) =>
      [...read(file).matchAll(/export function (\w+)\([\s\S]*?\): ([^\n]*)\{\n/gu)]
        .filter(([, , gives]) => /\b(?:Post|Letter|string)\b/u.test(gives ?? ''))
        .map(([, name]) => `${file} ${name}`),
    );
    expect(making.length).toBeGreaterThan(60);
    expect(making.filter((name) => !all.has(name))).toEqual([]);
  });
});
