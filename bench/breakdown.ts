// `npm run bench:costs`: what a command's time is made of, each part by itself, beside a bare echo and one durable commit. The whole
// requests go to real bots over HTTP, in turns, one at a time and far enough apart that what comes after an answer is over; their
// processor time has that in it. The parts are measured in this process, on the same lines and cards.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argumentsOf } from '../scripts/arguments.ts';
import { answerTo } from '../src/cards/answer/answers.ts';
import { cardPost } from '../src/cards/message.ts';
import type { Case } from '../src/domain/case.ts';
import type { Command } from '../src/domain/commands.ts';
import { systemClock } from '../src/engine/index.ts';
import { type Prepared, prepare } from '../src/engine/prepare.ts';
import { parse } from '../src/grammar/parse.ts';
import { openStore } from '../src/store/index.ts';
import { readActivity } from '../src/teams/activity.ts';
import { connectorOf } from '../src/teams/connector.ts';
import { openKeys } from '../src/teams/keys.ts';
import { outboundOf } from '../src/teams/outbound.ts';
import { checkToken } from '../src/teams/token.ts';
import { BOT_ID, openId } from '../test/support/openId.ts';
import { parseContextOf } from '../test/support/parseContext.ts';
import { example } from '../test/support/story.ts';
import { benchOver } from './bench.ts';
import { startChild } from './child.ts';
import { type Cost, costOf, costsInTurns } from './costs.ts';
import { load } from './load.ts';
import { machine, openScene } from './scene.ts';

argumentsOf({ command: 'bench:costs' });

const TIMES = 550;
const REQUESTS = 220;
const APART_MS = 60;

async function main(): Promise<void> {
  const wholes = await wholeRequests();
  const parts = await partsOfIt();
  const line = ([name, { p50, cpu }]: [string, Cost]) => `| ${name} | ${p50.toFixed(2)} | ${cpu.toFixed(2)} |`;
  const { note, echo, durable } = wholes;
  const wanted = echo.p50 + durable.p50;
  console.log(`${machine()}, one request at a time, ${APART_MS} ms apart

| | p50 ms | processor, ms |
|---|---|---|
${line(['**bare echo, whole request**', echo])}
${line(['**Baton: `note`, whole request**', note])}
${line(['one durable commit of one row', durable])}
${Object.entries(parts).map(line).join('\n')}

\`note\` ${note.p50.toFixed(2)} ms; the echo and one durable commit are ${wanted.toFixed(2)} ms together (wanted: no more): ${(note.p50 / wanted).toFixed(2)} times, ${note.p50 <= wanted ? 'reached' : 'NOT reached'}.`);
}

/** Each bot is a process of its own, whose processor time is counted; the commit is one of this process. */
async function wholeRequests(): Promise<{ echo: Cost; note: Cost; durable: Cost }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const [store, scene] = [await openStore({ dataDir }), await openScene()];
  const [echo, baton] = [await startChild('bench/echo.ts', {}), await scene.bot('work')];
  try {
    await scene.install(baton);
    await load(baton.port, [scene.caseNew(0)], 1);
    const children = [echo, baton];
    const before = children.map((child) => child.cpuMs() ?? Number.NaN);
    const costs = await costsInTurns(
      REQUESTS,
      [
        // Without an id the SDK posts to the conversation, as Baton does.
        (index) => load(echo.port, [{ ...scene.said(`note INC-1 "${index}"`, index), id: undefined }], 1),
        (index) => load(baton.port, [scene.said(`note INC-1 "word ${index}"`, index)], 1),
        (index) => store.setMeta('bench', String(index)),
      ],
      APART_MS,
    );
    const cpu = children.map((child, which) => ((child.cpuMs() ?? Number.NaN) - (before[which] ?? 0)) / REQUESTS);
    const [said, note, durable] = costs as [Cost, Cost, Cost];
    return { echo: { ...said, cpu: cpu[0] ?? Number.NaN }, note: { ...note, cpu: cpu[1] ?? Number.NaN }, durable };
  } finally {
    await Promise.all([echo.stop(), baton.stop(), store.close()]);
    await scene.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function partsOfIt(): Promise<Record<string, Cost>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const [store, issuer, scene] = [await openStore({ dataDir }), await openId(), await openScene()];
  const clock = systemClock();
  try {
    const { fake, said } = scene;
    const { says } = benchOver(store, clock);
    const about = { title: 'Bench', severity: 'sev2', playbook: 'mail-block', affects: ['email'] } as const;
    let state: Case = await says('', { type: 'case.new', ...about, affects: ['email'] });

    const keys = openKeys({ metadata: issuer.metadata, now: Date.now });
    const credentials = { type: 'SingleTenant', id: BOT_ID, password: 'x', tenant: 'y' } as const;
    const bearer = issuer.bearer(fake.url);
    const token = await costOf(TIMES, () => checkToken(bearer, { credentials, keys, now: Date.now() }));

    const bodies = Array.from({ length: TIMES }, (_, index) =>
      JSON.stringify(said(`note INC-1 "word ${index}"`, index)),
    );
    const now = clock.now();
    const context = parseContextOf({ now, organisation: example.organisation, state, sender: 'alex', line: '' });
    const parsed = await costOf(TIMES, async (index) => {
      const reading = readActivity(JSON.parse(bodies[index] ?? ''));
      if (!reading.ok || reading.said.kind !== 'text' || parse(reading.said.text, context).kind !== 'intent')
        throw new Error('A note was not read as one');
    });

    const commands = bodies.map((_, index): Command => {
      const intent = { type: 'note', words: `word ${index}` } as const;
      return { id: `part:${index}`, caseId: state.id, at: now, by: { kind: 'person', id: 'alex' }, intent };
    });
    const prepared: Prepared[] = [];
    const decided = await costOf(TIMES, async (index) => {
      const made = prepare(commands[index] as Command, state, now, false);
      prepared.push(made);
      state = made.after ?? state;
    });
    // As far apart as the requests: a disk that has rested takes longer for the same.
    const committed = await costOf(
      REQUESTS,
      async (index) => {
        if ((await store.commit((prepared[index] as Prepared).commit)) !== 'committed')
          throw new Error('Not committed');
      },
      APART_MS,
    );
    const view = { now, language: 'en', person: 'alex' } as const;
    const answer = await costOf(TIMES, async (index) => answerTo((prepared[index] as Prepared).outcome, view));
    // As the courier does it: each revision is another state, about which nothing was worked out yet.
    const card = await costOf(TIMES, async () => cardPost('case', { ...state }, view));
    const connector = connectorOf({ token: async () => null, userAgent: 'bench', mayCall: () => true });
    const activity = outboundOf(cardPost('case', state, view), () => null);
    const sent = await costOf(TIMES, () => connector.post(fake.url, 'a:chat', activity));
    return {
      'token checked (with credentials only)': token,
      'body read, line parsed': parsed,
      'decided; timers and messages worked out': decided,
      committed,
      'after the answer: put into words': answer,
      'after the answer: case card drawn': card,
      'after the answer: card posted to the connector': sent,
    };
  } finally {
    await Promise.all([store.close(), issuer.close(), scene.end()]);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

await main();
