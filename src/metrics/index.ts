// Figures for Prometheus: the only room that knows prom-client. It counts what the engine and the web server report, and asks
// the bot how it stands when it is scraped. Not here: who may read them (src/http/), and anything that names a case or a person.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { CARRIER_KINDS } from '../domain/organisation.ts';
import type { Meters } from '../engine/index.ts';
import { type Standing, standingIn } from './standing.ts';

export type { Standing } from './standing.ts';

export interface Metrics {
  /** What the engine reports to. */
  meters: Meters;
  /** An answer of the web server. `route`: as it was mounted, null: none of ours. */
  answered(route: string | null, status: number): void;
  heartbeat(result: 'sent' | 'failed' | 'withheld'): void;
  /** Everything as text in the format of Prometheus, with the bot as it stands now. Never rejects: what cannot be had is left out. */
  text(): Promise<string>;
  /** The media type of that text. */
  readonly type: string;
  /** The names of all metrics, sorted. */
  names(): string[];
}

export interface MetricsOptions {
  /** Of Baton. */
  version: string;
  /** How the bot stands; may reject. */
  standing(): Promise<Standing>;
  /** Memory, processor time and event loop of the process: only where the process has one bot. */
  ofProcess: boolean;
}

/** Where a request was turned away before anybody heard it. */
const ENTRANCE = '/api/messages';

/** By which messages leave. */
const ROUTES = ['teams', ...CARRIER_KINDS];

/** Seconds. An answer should come within one; Teams asks again after fifteen. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

/** A registry of its own for every bot: two in one process do not count for each other. */
export function openMetrics({ version, standing, ofProcess }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (ofProcess) collectDefaultMetrics({ register: registry });

  new Gauge({
    name: 'baton_build_info',
    help: 'Always 1: the version of Baton and of Node.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.version }, 1);
  const commands = new Histogram({
    name: 'baton_command_duration_seconds',
    help: 'From a command until it is on the disk, by family (case, ticket, tick, …) and how it ended (done, refused, failed).',
    labelNames: ['family', 'outcome'],
    buckets: BUCKETS,
    registers,
  });
  const deliveries = new Counter({
    name: 'baton_deliveries_total',
    help: 'Tries to bring a message to people, by route and result. "delivered": accepted by the other end, which is not "read".',
    labelNames: ['route', 'result'],
    registers,
  });
  const mended = new Counter({
    name: 'baton_timers_mended_total',
    help: 'Timer rows that the auditor found lost, moved or extra, and put right. Anything but 0 is a defect or a hand in the database.',
    labelNames: ['what'],
    registers,
  });
  const requests = new Counter({
    name: 'baton_http_requests_total',
    help: 'Answers of the web server, by mounted route and status.',
    labelNames: ['route', 'status'],
    registers,
  });
  const refusals = new Counter({
    name: 'baton_gate_refusals_total',
    help: 'Requests to /api/messages that were turned away, by status.',
    labelNames: ['status'],
    registers,
  });
  const heartbeats = new Counter({
    name: 'baton_heartbeats_total',
    help: 'Heartbeats to HEARTBEAT_URL: sent, failed, or withheld because the bot is not well.',
    labelNames: ['result'],
    registers,
  });
  const cases = new Gauge({ name: 'baton_open_cases', help: 'Cases that are not closed.', registers });
  const obligations = new Gauge({
    name: 'baton_obligations',
    help: "What is owed over all open cases, by kind and by time since it was due (a vendor's ticket: since its last word that counted).",
    labelNames: ['kind', 'age'],
    registers,
  });
  const overdue = new Gauge({
    name: 'baton_overdue_cases',
    help: 'Cases in which something should have been asked more than five minutes ago, as the auditor derives it from the facts.',
    registers,
  });
  const unreadable = new Gauge({
    name: 'baton_unreadable_cases',
    help: 'Open cases whose facts cannot be understood.',
    registers,
  });
  // A series that appears with its first event has no rise that an alert could see.
  for (const what of ['lost', 'moved', 'extra']) mended.inc({ what }, 0);
  for (const result of ['sent', 'failed', 'withheld']) heartbeats.inc({ result }, 0);
  for (const route of ROUTES) deliveries.inc({ route, result: 'failed' }, 0);
  for (const status of ['400', '401', '403']) refusals.inc({ status }, 0);

  const families = new Set<string>();
  const stand = standingIn(registry);

  return {
    meters: {
      command(intent) {
        const family = intent.split('.')[0] ?? intent;
        if (!families.has(family)) commands.zero({ family, outcome: 'failed' });
        families.add(family);
        const end = commands.startTimer({ family });
        return (outcome) => void end({ outcome });
      },
      delivery: (route, result) => deliveries.inc({ route, result }),
      mended(rows) {
        for (const [what, count] of Object.entries(rows)) if (count > 0) mended.inc({ what }, count);
      },
      survey(seen) {
        cases.set(seen.cases);
        overdue.set(seen.overdueCases);
        unreadable.set(seen.unreadable);
        obligations.reset();
        for (const { kind, age, count } of seen.obligations) obligations.set({ kind, age }, count);
      },
    },
    answered(route, status) {
      requests.inc({ route: route ?? 'other', status: String(status) });
      if (route === ENTRANCE && status >= 400 && status < 500) refusals.inc({ status: String(status) });
    },
    heartbeat: (result) => heartbeats.inc({ result }),
    async text() {
      await standing().then(stand.show, stand.hide);
      return registry.metrics();
    },
    type: registry.contentType,
    names: () =>
      registry
        .getMetricsAsArray()
        .map(({ name }) => name)
        .sort(),
  };
}
