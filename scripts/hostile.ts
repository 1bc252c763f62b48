// `npm run hostile -- --rounds 200 --seed 0`: hostile text in every place where people write, then everything that leaves the bot is read
// as its readers' clients would read it, and drawn in Chromium. Prints what was looked at and what was found; exits with 1 for a finding.
// Without `--rounds` each string comes to each place of each example. `--drawn 20`, `--drawn all`: so many of the rounds in the browser as
// well, from all over them.
import { openChromium } from '../test/support/chromium.ts';
import { drawnIn } from '../test/support/drawn.ts';
import { hostileStrings } from '../test/support/hostileStrings.ts';
import { EXAMPLES, hostileRound, hostileRounds, PlacesMet, surfacesIn } from '../test/support/hostileSurfaces.ts';
import { faultsOf } from '../test/support/wayOut.ts';
import { argumentsOf, whole } from './arguments.ts';

const { values } = argumentsOf({
  command: 'hostile',
  options: {
    rounds: { type: 'string', default: String(hostileRounds()) },
    drawn: { type: 'string', default: '20' },
    seed: { type: 'string', default: '0' },
  },
});
const rounds = whole(values.rounds, 'rounds');
const seed = whole(values.seed, 'seed', 0);
const drawn = values.drawn === 'all' ? rounds : Math.min(whole(values.drawn, 'drawn', 0), rounds);
const toDraw = new Set<number>();
// From all over the rounds, and one example after the other.
for (let n = 0; n < drawn; n += 1) {
  const place = Math.floor((n * rounds) / drawn);
  let round = Math.min(rounds - 1, place - (place % EXAMPLES) + (n % EXAMPLES));
  while (toDraw.has(round)) round = (round + 1) % rounds;
  toDraw.add(round);
}
const began = performance.now();
const found = new Set<string>();
const met = new PlacesMet();
const drawnOf = new Map<number, number>();
let surfaces = 0;
let requests = 0;
let ran = 0;
let elements = 0;

const browser = drawn > 0 ? await openChromium() : null;
try {
  for (let round = 0; round < rounds; round += 1) {
    const planted = hostileRound(seed + round);
    met.add(planted);
    const all = surfacesIn(planted);
    surfaces += all.length;
    for (const surface of all) for (const fault of faultsOf(surface)) found.add(`${surface.name}: ${fault}`);
    if (round % 200 === 199) console.log(`${round + 1} rounds, ${found.size} findings so far`);
    if (browser === null || !toDraw.has(round)) continue;
    const seen = await drawnIn(browser, all);
    drawnOf.set(planted.example, (drawnOf.get(planted.example) ?? 0) + 1);
    elements += seen.elements;
    requests += seen.requests.length;
    ran += seen.ran;
    for (const one of [...seen.requests, ...seen.foreign]) found.add(`drawn: ${one}`);
  }
} finally {
  await browser?.close();
}

const families = new Set(hostileStrings.map(({ family }) => family)).size;
if (rounds >= hostileRounds() && met.fewest < hostileStrings.length)
  found.add(`a place met only ${met.fewest} strings`);
console.log(
  `${hostileStrings.length} strings of ${families} families, ${rounds} rounds, ${met.places} places; the place that met fewest met ${met.fewest} strings`,
);
console.log(`${surfaces} cards, messages, letters, papers and pages read`);
const each = [...drawnOf].sort(([one], [other]) => one - other).map(([, times]) => times);
console.log(
  `${toDraw.size} of ${rounds} rounds drawn in Chromium (by example: ${each.join(', ') || 'none'}): ${elements} elements, ${requests} requests, ${ran} scripts ran`,
);
console.log(`${found.size} findings in ${Math.round((performance.now() - began) / 1000)} s`);
for (const one of [...found].slice(0, 50)) console.log(`  ${one}`);
if (found.size > 0) process.exitCode = 1;
