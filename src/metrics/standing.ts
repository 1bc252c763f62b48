/** How the bot stands at the moment of a scrape: its health, its clock, and what waits in the outbox. */
import { Gauge, type Registry } from 'prom-client';

/** Ages in seconds; null: there is none, or it is not known. */
export interface Standing {
  /** Parts that are not well; empty: all is well. */
  troubles: readonly string[];
  sinceLastTick: number | null;
  sinceLastAudit: number | null;
  /** Pings that should have been sent more than a minute ago, by the rows of the clock. */
  overduePings: number;
  /** Messages that wait, and of these those that are due. */
  waiting: number;
  due: number;
  /** How long the oldest due message has been due. */
  oldestDue: number | null;
}

/** Every part that can be in trouble, so that each has a series also while it is well. */
const PARTS = ['clock', 'courier', 'store', 'auditor', 'overdue'];

export interface Shown {
  show(standing: Standing): void;
  /** It is not known how the bot stands: no figure is better than an old one. */
  hide(): void;
}

export function standingIn(registry: Registry): Shown {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const healthy = gauge('baton_healthy', '1 when GET /healthz says 200, 0 when it says 503.');
  const trouble = new Gauge({
    name: 'baton_trouble',
    help: '1 for every part that is not well; GET /healthz has the reason in words.',
    labelNames: ['part'],
    registers: [registry],
  });
  const tick = gauge('baton_since_last_tick_seconds', 'Seconds since the clock last looked for what is due.');
  const audit = gauge('baton_since_last_audit_seconds', 'Seconds since the auditor last went round all open cases.');
  const pings = gauge('baton_overdue_pings', 'Timers that should have fired more than a minute ago.');
  const waiting = gauge(
    'baton_outbox_waiting',
    'Messages that wait to be sent, those that wait for their next try included.',
  );
  const due = gauge('baton_outbox_due', 'Messages that are due and not sent yet.');
  const oldest = gauge(
    'baton_outbox_oldest_seconds',
    'Seconds for which the oldest due message has been due; 0 when none is.',
  );
  const numbers = [healthy, tick, audit, pings, waiting, due, oldest];

  return {
    show(now) {
      healthy.set(now.troubles.length === 0 ? 1 : 0);
      for (const part of PARTS) trouble.set({ part }, now.troubles.includes(part) ? 1 : 0);
      setOrHide(tick, now.sinceLastTick);
      setOrHide(audit, now.sinceLastAudit);
      pings.set(now.overduePings);
      waiting.set(now.waiting);
      due.set(now.due);
      oldest.set(now.oldestDue ?? 0);
    },
    hide() {
      for (const one of numbers) one.remove();
      healthy.set(0);
      trouble.reset();
      trouble.set({ part: 'store' }, 1);
    },
  };
}

function setOrHide(gauge: Gauge, value: number | null): void {
  if (value === null) gauge.remove();
  else gauge.set(value);
}
