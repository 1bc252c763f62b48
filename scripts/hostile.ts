// `npm run hostile -- --rounds 200 --seed 0`: hostile text in every place where people write, then everything that leaves the bot is read
// as its readers' clients would read it, and drawn in Chromium. Prints what was looked at and what was found; exits with 1 for a finding.
// `--drawn 20`: so many of the rounds in the browser as well.
import { openChromium } from '../test/support/chromium.ts';
import { drawnIn } from '../test/support/drawn.ts';
import { hostileStrings } from '../test/support/hostileStrings.ts';
import { hostileSurfaces } from '../test/support/hostileSurfaces.ts';
import { faultsOf } from '../test/support/wayOut.ts';
import { argumentsOf, whole } from './arguments.ts';

const { values } = argumentsOf({
  command: 'hostile',
  options: {
    rounds: { type: 'string', default: String(hostileStrings.length) },
    drawn: { type: 'string', default: '20' },
    seed: { type: 'string', default: '0' },
  },
});
const rounds = whole(values.rounds, 'rounds');
const drawn = Math.min(whole(values.drawn, 'drawn', 0), rounds);
const began = performance.now();
const found = new Set<string>();
let surfaces = 0;
let requests = 0;
let ran = 0;
let elements = 0;

const browser = drawn > 0 ? await openChromium() : null;
try {
  for (let round = 0; round < rounds; round += 1) {
    const all = hostileSurfaces(Number(values.seed) + round);
    surfaces += all.length;
    for (const surface of all) for (const fault of faultsOf(surface)) found.add(`${surface.name}: ${fault}`);
    if (browser === null || round >= drawn) continue;
    const seen = await drawnIn(browser, all);
    elements += seen.elements;
    requests += seen.requests.length;
    ran += seen.ran;
    for (const one of [...seen.requests, ...seen.foreign]) found.add(`drawn: ${one}`);
  }
} finally {
  await browser?.close();
}

const families = new Set(hostileStrings.map(({ family }) => family)).size;
console.log(
  `${hostileStrings.length} strings of ${families} families, ${rounds} rounds, ${surfaces} cards, messages, letters, papers and pages read`,
);
console.log(`${drawn} rounds drawn in Chromium: ${elements} elements, ${requests} requests, ${ran} scripts ran`);
console.log(`${found.size} findings in ${Math.round((performance.now() - began) / 1000)} s`);
for (const one of [...found].slice(0, 50)) console.log(`  ${one}`);
if (found.size > 0) process.exitCode = 1;
