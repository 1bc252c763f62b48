/** Follows the organisation file while the bot runs: a good one is taken over and told, a faulty one only told. */
import type { Engine, Log, Post } from './engine/index.ts';
import { faultFields } from './engine/index.ts';
import { type Checked, faultText, type OrganisationSource } from './organisation/index.ts';
import type { Teams } from './teams/index.ts';
import { reloadFaulty, reloadMended, reloadTaken } from './words/en/reload.ts';

/** Operators save and look: quick enough to see it, and reading a small file costs nothing. */
const POLL_MS = 10_000;

export function followFile(of: {
  source: OrganisationSource;
  engine: Engine;
  teams: Teams;
  log: Log;
  /** A new file is in force. */
  taken?(): void;
  pollMs?: number;
}): {
  stop(): void;
} {
  const { source, engine, teams, log, taken, pollMs = POLL_MS } = of;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout>;

  async function look(): Promise<void> {
    try {
      const checked = await source.check();
      if (checked !== 'unchanged') await take(checked);
    } catch (error) {
      log.error(faultFields(error), 'the organisation file could not be looked at, going on with the old one');
    }
    if (!stopped) timer = setTimeout(look, pollMs);
  }

  async function take(checked: Exclude<Checked, 'unchanged'>): Promise<void> {
    if (checked === 'mended') {
      log.info({}, 'the organisation file has no faults any more, and is the one in force');
      return tell({ text: reloadMended() });
    }
    if ('faults' in checked) {
      const faults = checked.faults.map(faultText);
      log.warn({ faults }, 'the organisation file has faults, the old one stays in force');
      return tell({ text: reloadFaulty(faults) });
    }
    await teams.organisationChanged();
    const { onOldPolicy } = await engine.people.organisationChanged();
    log.info({ onOldPolicy }, 'the organisation file was read anew');
    taken?.();
    await tell({ text: reloadTaken(onOldPolicy) });
  }

  /** Every coordinator in the own chat; when that reaches nobody, the incident channel. */
  async function tell(post: Post): Promise<void> {
    const hints = { caseId: '', messageId: 'reload', attempt: 1, possibleRepeat: false };
    const coordinators = source.current().roles.coordinator;
    const sent = await Promise.all(coordinators.map((person) => teams.carrier.send({ person }, post, hints)));
    if (sent.some(({ ok }) => ok)) return;
    const told = await teams.carrier.send({ channel: true }, post, hints);
    if (!told.ok) log.warn({ reason: told.reason }, 'no coordinator could be told of the organisation file');
  }

  timer = setTimeout(look, pollMs);
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
