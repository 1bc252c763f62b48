// The files that operators give to Prometheus and Grafana: every metric that they name is one that the bot has, with its labels.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openMetrics } from '../src/metrics/index.ts';
import { read } from './support/sources.ts';

const standing = {
  troubles: ['store'],
  sinceLastTick: 1,
  sinceLastAudit: 2,
  overduePings: 3,
  waiting: 4,
  due: 5,
  oldestDue: 6,
};
const metrics = openMetrics({ version: '1.2.3', standing: async () => standing, ofProcess: true });
const known = new Set(metrics.names());

/** The metrics of an expression; a histogram goes by three more names. */
function named(expression: string): string[] {
  const bare = expression.replace(/"[^"]*"|\{\{[^}]*\}\}/g, '');
  return [...bare.matchAll(/\b(?:baton|process|nodejs)_[a-z0-9_]+/g)].map(([name]) =>
    name.replace(/_(bucket|count|sum)$/, ''),
  );
}

interface Rules {
  groups: {
    rules: { alert: string; expr: string; labels: object; annotations: { summary: string; description: string } }[];
  }[];
}
const rules = (parse(read('docs/monitoring/alerts.yaml')) as Rules).groups.flatMap((group) => group.rules);

interface Panel {
  id: number;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets: { expr: string; refId: string; datasource: { uid: string } }[];
}
const dashboard = JSON.parse(read('docs/monitoring/dashboard.json')) as { panels: Panel[]; schemaVersion: number };
const shown = dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const));

it('has rules and panels to look at', () => {
  expect(rules.length).toBeGreaterThan(9);
  expect(shown.length).toBeGreaterThan(9);
});

it.each(rules.map(({ alert, expr }) => [alert, expr]))('alert %s names only metrics that exist', (_alert, expr) => {
  const names = named(expr);
  if (!expr.startsWith('up{')) expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !known.has(name))).toEqual([]);
});

it.each(shown)('panel "%s" names only metrics that exist: %s', (_title, expr) => {
  expect(named(expr).length).toBeGreaterThan(0);
  expect(named(expr).filter((name) => !known.has(name))).toEqual([]);
});

it('every alert says what is wrong, what to do, and whom it wakes', () => {
  for (const { alert, labels, annotations } of rules) {
    expect(labels, alert).toMatchObject({ severity: expect.stringMatching(/^(page|ticket)$/) });
    expect(annotations.summary.length, alert).toBeGreaterThan(10);
    expect(annotations.description.length, alert).toBeGreaterThan(30);
  }
});

it('every metric of the bot is in a panel or a rule, so that none is kept for nobody', () => {
  const used = new Set([...rules.map(({ expr }) => expr), ...shown.map(([, expr]) => expr)].flatMap(named));
  expect([...known].filter((name) => name.startsWith('baton_') && !used.has(name))).toEqual([]);
});

it('every metric is explained in docs/monitoring.md', () => {
  const text = read('docs/monitoring.md');
  expect([...known].filter((name) => name.startsWith('baton_') && !text.includes(`\`${name}\``))).toEqual([]);
});

it('panels have ids of their own, lie beside each other and ask the chosen data source', () => {
  const { panels } = dashboard;
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const [i, one] of panels.entries()) {
    const { x, y, w, h } = one.gridPos;
    expect(x + w, one.title).toBeLessThanOrEqual(24);
    for (const other of panels.slice(i + 1)) {
      const to = other.gridPos;
      const apart = to.x >= x + w || x >= to.x + to.w || to.y >= y + h || y >= to.y + to.h;
      expect(apart, `${one.title} and ${other.title}`).toBe(true);
    }
    for (const { datasource } of one.targets) expect(datasource.uid).toMatch(/^\$\{datasource\}$/);
  }
});

describe('the figures themselves', () => {
  it('are those of one bot: two in a process do not count for each other', async () => {
    const [one, other] = [1, 2].map(() =>
      openMetrics({ version: '1', standing: async () => standing, ofProcess: false }),
    );
    one?.heartbeat('sent');
    expect(await one?.text()).toContain('baton_heartbeats_total{result="sent"} 1');
    expect(await other?.text()).toContain('baton_heartbeats_total{result="sent"} 0');
  });

  it('begin with a 0 where an alert looks for a rise', async () => {
    const text = await metrics.text();
    for (const series of [
      'baton_timers_mended_total{what="lost"} 0',
      'baton_deliveries_total{route="sms",result="failed"} 0',
      'baton_gate_refusals_total{status="401"} 0',
    ])
      expect(text).toContain(series);
    metrics.meters.command('ticket.heard')('done');
    expect(await metrics.text()).toContain('baton_command_duration_seconds_count{family="ticket",outcome="failed"} 0');
  });

  it('say that the store is in trouble, and no old number, when the bot cannot say how it stands', async () => {
    let gone = false;
    const of = openMetrics({
      version: '1',
      standing: async () => (gone ? Promise.reject(new Error('no database')) : { ...standing, troubles: [] }),
      ofProcess: false,
    });
    expect(await of.text()).toMatch(/^baton_healthy 1$/m);
    gone = true;
    const text = await of.text();
    expect(text).toMatch(/^baton_healthy 0$/m);
    expect(text).toMatch(/^baton_trouble\{part="store"\} 1$/m);
    expect(text).not.toMatch(/^baton_outbox_due /m);
  });

  it('replace what is owed with every look of the auditor', async () => {
    const { meters } = metrics;
    const seen = { cases: 1, overdueCases: 0, unreadable: 0 };
    meters.survey({ ...seen, obligations: [{ kind: 'update', age: 'not-due', count: 3 }] });
    meters.survey({ ...seen, obligations: [{ kind: 'ticket', age: 'over-1d', count: 1 }] });
    const text = await metrics.text();
    expect(text).toContain('baton_obligations{kind="ticket",age="over-1d"} 1');
    expect(text).not.toContain('kind="update"');
  });
});
