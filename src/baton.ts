// The composition: every part is made here and handed to those that need it; start, stop, and the reload of the organisation file.
// Not here: anything that decides, keeps, draws or sends.
import { join } from 'node:path';
import { keepBackups, keepBook } from './backups.ts';
import { letterOf } from './cards/letter.ts';
import { renderer } from './cards/message.ts';
import { openCarriers, type Setup, setupOf, smsReplies } from './carriers/index.ts';
import type { Config } from './config.ts';
import { startDailyLine } from './dailyLine.ts';
import type { Playbook } from './domain/playbook.ts';
import {
  agreedClock,
  type Clock,
  createEngine,
  type Engine,
  faultFields,
  type Log,
  systemClock,
} from './engine/index.ts';
import { applyErasures, erasedAmong } from './erasures.ts';
import { startHeartbeat } from './heartbeat.ts';
import { healthReply } from './http/health.ts';
import { answerPages } from './http/pages/answers.ts';
import { metricsPage } from './http/pages/metrics.ts';
import { packPages, reportPages } from './http/pages/packs.ts';
import { smsHook } from './http/pages/smsHook.ts';
import { type Server, type ServerOptions, startServer } from './http/server.ts';
import { mayWatch } from './http/watcher.ts';
import { openMetrics } from './metrics/index.ts';
import { faultText, type OrganisationSource, openOrganisation, patchesFor } from './organisation/index.ts';
import { followFile } from './reload.ts';
import { shelfIn } from './shelf.ts';
import { standingOf } from './standing.ts';
import { makeFolder, openStore, type Store } from './store/index.ts';
import { openTeams, type Teams } from './teams/index.ts';
import type { Trust } from './teams/trust.ts';
import { versionOfBaton } from './version.ts';

/** What one process leaves behind another finds within a poll and a claim: together within 30 s. */
const SHARED_POLL_MS = 5_000;

export interface Baton {
  port: number;
  engine: Engine;
  teams: Teams;
  stop(): Promise<void>;
}

/** What only code can set. */
export interface Tuning {
  /** How often the organisation file is looked at. */
  reloadMs?: number;
  /** How often the outside heartbeat beats. */
  beatMs?: number;
  /** Instead of Microsoft: for tests. */
  trust?: Trust;
  /** The process has this one bot, so that memory and event loop are its own. */
  ofProcess?: boolean;
  /** Instead of the machine's time, or the database's: for tests. */
  clock?: Clock;
}

/** Something that an operator has to mend before the bot can start; the message is for them. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** Starts everything; rejects with CannotStart where the operator can help. */
export async function startBaton(config: Config, log: Log, tuning: Tuning = {}): Promise<Baton> {
  const source = organisationOf(config);
  warnOfCarriers(source, config, log);
  const supplier = {
    organisation: source.current,
    playbooks: (): readonly Playbook[] => Object.values(source.playbooks()),
  };
  makeFolder(config.dataDir);
  const store = await openStore(config);
  try {
    const clock = tuning.clock ?? (config.databaseUrl === null ? systemClock() : agreedClock(store, log));
    await clock.agree?.();
    await eraseAnew(store, source, config, clock.now(), log);
    // Half a second of work and 100 MB: only here, so that no test of the other rooms pays for it.
    const { openSdk } = await import('./teams/adapter.ts');
    const { credentials, publicUrl, secrets } = config;
    const { trust } = tuning;
    const teams = await openTeams({
      credentials,
      store,
      ...supplier,
      clock,
      log,
      sdk: openSdk,
      ...(trust && { trust }),
    });
    const upkeep = {
      patches: patchesFor(config.organisationFile, join(config.dataDir, 'patches')),
      met: teams.met,
      shelf: shelfIn(config.dataDir),
    };
    const outside = {
      carriers: openCarriers({ organisation: source.current, secrets, log }),
      letter: letterOf,
      smsAnswers: secrets.smsToken !== null,
    };
    const { carrier } = teams;
    const metrics = openMetrics({
      version: versionOfBaton(),
      standing: () => standingOf(engine, store, clock),
      ofProcess: tuning.ofProcess ?? false,
    });
    const { meters } = metrics;
    const engine: Engine = createEngine({
      meters,
      store,
      clock,
      carrier,
      outside,
      render: renderer,
      supplier,
      upkeep,
      log,
      publicUrl,
      ...(config.databaseUrl !== null && { shared: true, pollMs: SHARED_POLL_MS }),
    });
    // The engine is there before the door opens: what is answered is kept.
    const ready = teams.listen(engine);
    ready.catch(() => undefined);
    // Links are made only where they can be followed, and followed only where they are made.
    const { current: organisation } = source;
    const byLink = [
      ...packPages(engine, () => organisation().language),
      ...reportPages(engine.reports, () => organisation().language),
      ...answerPages({ engine, organisation, now: clock.now }),
    ];
    const replies = smsReplies(outside.carriers.sms, log);
    const hook = smsHook({ engine, organisation, token: secrets.smsToken, reply: replies.send, now: clock.now, log });
    const { metricsToken: token, heartbeatUrl, dailyLine } = config.watch;
    const pages = [...(publicUrl === null ? [] : byLink), hook, metricsPage({ token, metrics })];
    const server = await listen(config, {
      receive: teams.receive,
      health: async (asker) => healthReply(await engine.health(), mayWatch(asker, token)),
      answered: metrics.answered,
      pages,
      onFault: (error) => log.error(faultFields(error), 'the web server had a fault'),
    });
    await engine.start();
    await ready;
    const reload = followFile({
      source,
      engine,
      teams,
      log,
      taken: () => warnOfCarriers(source, config, log),
      ...(tuning.reloadMs !== undefined && { pollMs: tuning.reloadMs }),
    });
    const timeZone = () => organisation().timeZone;
    const backups =
      config.databaseUrl === null
        ? keepBackups({ store, dataDir: config.dataDir, now: clock.now, timeZone, log })
        : keepBook({ store, now: clock.now, log });
    const heartbeat =
      heartbeatUrl === null
        ? null
        : startHeartbeat({
            url: heartbeatUrl,
            reasons: async () => (await engine.health()).reasons,
            clock,
            log,
            count: metrics.heartbeat,
            ...(tuning.beatMs !== undefined && { everyMs: tuning.beatMs }),
          });
    const daily =
      dailyLine === null ? null : startDailyLine({ at: dailyLine, store, engine, carrier, organisation, clock, log });
    log.info({ port: server.port, host: server.host, anonymous: credentials === null }, 'Baton listens');
    return {
      port: server.port,
      engine,
      teams,
      async stop() {
        reload.stop();
        heartbeat?.stop();
        await daily?.stop();
        const copied = backups.stop();
        await server.stop(2_000);
        teams.close();
        const said = Promise.all([teams.idle(), replies.idle()]);
        await Promise.race([said, new Promise((resolve) => setTimeout(resolve, 2_000))]);
        await engine.stop();
        await copied;
        await store.close();
        log.info({}, 'Baton has stopped');
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function organisationOf(config: Config): OrganisationSource {
  const opened = openOrganisation(config.organisationFile);
  if ('faults' in opened) {
    const lines = opened.faults.map(faultText);
    throw new CannotStart(
      [`The organisation file has ${lines.length} fault${lines.length === 1 ? '' : 's'}:`, ...lines].join('\n  '),
    );
  }
  const { tenants } = opened.source.current().teams;
  if (config.credentials !== null && tenants.length === 0)
    throw new CannotStart(
      `${config.organisationFile}: teams.tenants is empty, so nobody could talk to the bot. Name the tenant of your organisation there.`,
    );
  const { faults } = carriersOf(opened.source, config);
  if (faults.length > 0) throw new CannotStart(faults.join('\n'));
  return opened.source;
}

/** A database that was restored may hold people who were erased since. */
async function eraseAnew(store: Store, source: OrganisationSource, { dataDir }: Config, at: string, log: Log) {
  for (const erased of await applyErasures(store, dataDir, at)) log.info(erased, 'an erasure was carried out again');
  const emails = Object.values(source.current().people).map(({ email }) => email);
  for (const email of erasedAmong(dataDir, emails))
    log.warn({}, `${email} was erased and is in the organisation file again: take the person out of it.`);
}

function carriersOf(source: OrganisationSource, { secrets, publicUrl }: Config): Setup {
  return setupOf(source.current(), secrets, publicUrl);
}

/** What does not work as it was perhaps meant; after a reload also what does not work at all. */
function warnOfCarriers(source: OrganisationSource, config: Config, log: Log): void {
  const { faults, warnings } = carriersOf(source, config);
  for (const sentence of [...faults, ...warnings]) log.warn({}, sentence);
}

async function listen(config: Config, options: Omit<ServerOptions, 'host' | 'port'>): Promise<Server> {
  try {
    return await startServer({ host: config.host, port: config.port, ...options });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new CannotStart(`Port ${config.port} is taken by another program. Stop it, or set PORT to another number.`);
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
      throw new CannotStart(`The bot cannot listen on ${config.host}:${config.port} (${code}). Change HOST or PORT.`);
    throw error;
  }
}
