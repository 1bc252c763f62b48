/**
 * What a round of the auditor costs: `node bench/audit.ts [open cases] [events in each]`. It fills a database in a temporary
 * folder with cases as the bot would have written them, then starts an auditor on it and watches two rounds: the first, which
 * goes through at once, and one of those that are spread over half a minute. Nothing else runs in the process.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { renderer } from '../src/cards/message.ts';
import type { Case } from '../src/domain/case.ts';
import type { CaseId, Intent } from '../src/domain/commands.ts';
import { uncounted } from '../src/engine/accounted.ts';
import { startAuditor } from '../src/engine/auditor.ts';
import { createEngine, type Meters, systemClock } from '../src/engine/index.ts';
import { openOrganisation } from '../src/organisation/index.ts';
import { openStore } from '../src/store/index.ts';

const [cases = 10_000, facts = 40] = process.argv.slice(2).map(Number);
const root = join(import.meta.dirname, '..');
const dataDir = mkdtempSync(join(tmpdir(), 'baton-audit-'));
const opened = openOrganisation(join(root, 'env/organisation.example.yaml'));
if ('faults' in opened) throw new Error('The example organisation has faults');
const { source } = opened;

const clock = systemClock();
let ended = () => {};
const meters: Meters = { ...uncounted, survey: () => ended() };
const log = { debug() {}, info() {}, warn() {}, error: console.error };
const store = await openStore({ dataDir });

const nothing = { ok: false, fate: 'refused', reason: 'a benchmark' } as const;
const engine = createEngine({
  store,
  clock,
  carrier: { send: async () => nothing, edit: async () => nothing },
  render: renderer,
  supplier: { organisation: source.current, playbooks: () => Object.values(source.playbooks()) },
  log,
});
let count = 0;

async function says(caseId: CaseId, intent: Intent): Promise<Case> {
  const by = { kind: 'person', id: 'alex' } as const;
  const outcome = await engine.handle({ id: `b${count++}`, caseId, at: clock.now(), by, intent });
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
  return outcome.after;
}

async function write(): Promise<void> {
  const about = { title: 'Bench', severity: 'sev2', playbook: 'mail-block', affects: ['email'] } as const;
  const { id } = await says('', { type: 'case.new', ...about, affects: ['email'] });
  let { version } = await says(id, { type: 'ticket.open', vendor: 'microsoft', words: 'blocked' });
  while (version < facts) ({ version } = await says(id, { type: 'note', words: `note ${version}` }));
}

const begun = performance.now();
for (let at = 0; at < cases; at += 32)
  await Promise.all(Array.from({ length: Math.min(32, cases - at) }, () => write()));
console.log(`${cases} open cases of ${facts} facts, written in ${seconds(performance.now() - begun)}`);

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function nextRound(): Promise<void> {
  return new Promise((resolve) => {
    ended = resolve;
  });
}

async function measured(what: string, until: Promise<void>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const before = process.cpuUsage();
  const from = performance.now();
  await until;
  const { user, system } = process.cpuUsage(before);
  delay.disable();
  const cpu = seconds((user + system) / 1000);
  const longest = (delay.max / 1e6).toFixed(0);
  console.log(
    `${what}: ${cpu} of processor time within ${seconds(performance.now() - from)}, longest pause ${longest} ms`,
  );
}

const first = nextRound();
const auditor = startAuditor({
  store,
  clock,
  log,
  meters,
  everyMs: 60_000,
  remember() {},
  committed() {},
  saw: async () => {},
});
await measured('the first round', first);
await measured('a minute with a spread round', nextRound());
await auditor.stop();
await store.close();
rmSync(dataDir, { recursive: true, force: true });
