// `npm run bench:hang -- [seconds]`: 50 activities a second while the Bot Connector takes everything and answers nothing. How long
// Teams waits for our answer, beside the same load with a connector that answers. Everything must be kept, or nothing is printed.

import { argumentsOf, whole } from '../scripts/arguments.ts';
import { teamsUser } from '../test/support/activities.ts';
import { load, paced, quantile } from './load.ts';
import { machine, openScene } from './scene.ts';

const A_SECOND = 50;
const SECONDS = whole(argumentsOf({ command: 'bench:hang', words: '[<seconds>]' }).positionals[0] ?? '20', 'seconds');
const CASES = 20;
const NEWCOMERS = 20;
const WANTED_P99_MS = 1_000;

const scene = await openScene();
const { fake, said } = scene;
const baton = await scene.bot('work');
await scene.install(baton);
await load(
  baton.port,
  Array.from({ length: CASES }, (_, index) => scene.caseNew(index)),
  4,
);

let notes = 0;
/** Of five, three write something down, one asks for a card, one says what it says every time. */
function activities(): object[] {
  return Array.from({ length: A_SECOND * SECONDS }, (_, index) => {
    const caseId = `INC-${1 + (index % CASES)}`;
    if (index % 5 === 3) return said(`case show ${caseId}`, index);
    if (index % 5 === 4) return said('help', index);
    notes += 1;
    return said(`note ${caseId} "word ${notes}"`, index);
  });
}

const rows = [['a connector that answers', await paced(baton.port, activities(), A_SECOND)]] as [string, number[]][];
fake.fail = () => ({ status: 504, hang: true });
const hanging = await paced(baton.port, activities(), A_SECOND);
rows.push(['one that hangs', hanging]);
// Whom the bot has never met it must ask the connector for: the directory knows e-mail addresses, activities do not have them.
const newcomers = Array.from({ length: NEWCOMERS }, (_, index) => ({
  ...said('help', index),
  from: teamsUser('Somebody New', 100 + index),
}));
rows.push(['one that hangs, by people never met', await paced(baton.port, newcomers, A_SECOND)]);
const rss = baton.rss();
await baton.stop();
const kept = (await scene.kept('work')).filter(({ body }) => body.type === 'noted').length;
await scene.end();
if (kept !== notes) throw new Error(`only ${kept} of ${notes} notes were kept: these figures mean nothing`);

const p99 = quantile(hanging, 0.99);
console.log(`${machine()}, ${A_SECOND} activities a second for ${SECONDS} s, open loop

| | activities | p50 ms | p99 ms | longest ms |
|---|---|---|---|---|
${rows.map(([name, took]) => `| ${name} | ${took.length} | ${[0.5, 0.99, 1].map((part) => quantile(took, part).toFixed(0)).join(' | ')} |`).join('\n')}

${kept} notes kept of ${notes} that were answered. Memory (RSS) at the end ${rss?.toFixed(0) ?? '?'} MB.
p99 while the connector hangs: ${p99.toFixed(0)} ms (wanted at most ${WANTED_P99_MS}): ${p99 <= WANTED_P99_MS ? 'reached' : 'NOT reached'}.`);
