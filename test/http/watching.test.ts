// The bot as whoever watches it from outside sees it: /metrics, /healthz, the heartbeat, the daily line, the log.
import { request } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { alex, inChat, installed } from '../support/activities.ts';
import { WholeBot, type WholeBotOptions } from '../support/wholeBot.ts';

const open: WholeBot[] = [];
afterEach(async () => {
  for (const bot of open.splice(0)) await bot.close();
});

async function bot(options: WholeBotOptions = {}): Promise<WholeBot> {
  const opened = await WholeBot.open(options);
  open.push(opened);
  return opened;
}

const get = (of: WholeBot, path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${of.baton.port}${path}`, { headers });

/** The value of a series in the text of Prometheus. */
function value(text: string, series: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

const token = 'a-token-of-sixteen-or-more';

describe('GET /metrics', () => {
  it('tells what is owed, what was done and how the bot stands', async () => {
    const of = await bot();
    await of.opened();
    await of.send('{}');
    const answer = await get(of, '/metrics');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await answer.text();
    expect(value(text, 'baton_healthy')).toBe(1);
    expect(value(text, 'baton_trouble{part="overdue"}')).toBe(0);
    expect(value(text, 'baton_since_last_tick_seconds')).toBeLessThan(60);
    expect(value(text, 'baton_overdue_pings')).toBe(0);
    expect(value(text, 'baton_outbox_oldest_seconds')).toBeLessThan(60);
    expect(value(text, 'baton_gate_refusals_total{status="400"}')).toBe(1);
    expect(value(text, 'baton_http_requests_total{route="/api/messages",status="200"}')).toBe(2);
    expect(value(text, 'baton_deliveries_total{route="teams",result="delivered"}')).toBeGreaterThan(0);
    expect(value(text, 'baton_command_duration_seconds_count{family="case",outcome="done"}')).toBe(1);
    expect(text).toMatch(/baton_build_info\{version="\d+\.\d+\.\d+",node="v\d+/);
  });

  it('names no case, no title, no person', async () => {
    const of = await bot();
    await of.opened();
    const text = await (await get(of, '/metrics')).text();
    expect(text).not.toMatch(/INC-1|Outgoing|blocked|alex|Wilber|example\.com|microsoft/i);
  });

  it('is closed to whoever was passed on by a proxy, and says what to set', async () => {
    const of = await bot();
    for (const name of ['X-Forwarded-For', 'Forwarded', 'Via']) {
      const answer = await get(of, '/metrics', { [name]: 'for=192.0.2.1' });
      expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('METRICS_TOKEN')]);
    }
  });

  it('with a token is open to the token alone, on this machine too', async () => {
    const of = await bot({ watch: { metricsToken: token } });
    expect((await get(of, '/metrics')).status).toBe(401);
    expect((await get(of, '/metrics', { Authorization: `Bearer ${token}x` })).status).toBe(401);
    const passed = { Authorization: `Bearer ${token}`, 'X-Forwarded-For': '192.0.2.1' };
    expect((await get(of, '/metrics', passed)).status).toBe(200);
  });
});

it('counts the timer rows that were mended, after a hand was in the database', async () => {
  const of = await bot();
  await of.opened();
  const mended = async () => {
    const text = await (await get(of, '/metrics')).text();
    return ['lost', 'moved', 'extra'].map((what) => value(text, `baton_timers_mended_total{what="${what}"}`));
  };
  expect(await mended()).toEqual([0, 0, 0]);
  await of.baton.stop();
  const db = new DatabaseSync(join(of.folder, 'baton.db'));
  const { changes } = db.prepare("delete from timers where case_id = 'INC-1'").run();
  db.exec("insert into timers values ('INC-1', 'no:such thing', '2030-01-01T00:00:00.000Z')");
  db.close();
  await of.start();
  await of.settled();
  expect(changes).toBeGreaterThan(0);
  expect(await mended()).toEqual([changes, 0, 1]);
});

describe('GET /healthz', () => {
  it('tells the internet which part is not well, and the reasons only to whoever may watch', async () => {
    const of = await bot();
    const passed = { 'X-Forwarded-For': '192.0.2.1' };
    expect(await (await get(of, '/healthz', passed)).json()).toEqual({ ok: true, notWell: [] });
    expect(await (await get(of, '/healthz')).json()).toMatchObject({ ok: true, reasons: [], waitingFor: [] });
  });

  it('answers HEAD as well, as some balancers ask', async () => {
    const of = await bot();
    const status = await new Promise((resolve, reject) => {
      const url = `http://127.0.0.1:${of.baton.port}/healthz`;
      request(url, { method: 'HEAD' }, (res) => resolve(res.statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
  });
});

describe('the log of a command', () => {
  it('carries the ids of case and command in every line, and no word of anybody', async () => {
    const of = await bot();
    await of.opened();
    await of.tell(inChat('note INC-1 the canary sings', of.fake.url), inChat('step 99 done INC-1', of.fake.url));
    const lines = of.logged.filter(({ message }) => message.startsWith('a command'));
    const taken = lines.map(({ about }) => (about as { intent: string }).intent);
    expect(taken).toEqual(expect.arrayContaining(['case.new', 'note']));
    expect(lines.some(({ message }) => message === 'a command was refused')).toBe(true);
    for (const { about } of lines)
      expect(about).toMatchObject({
        caseId: expect.stringMatching(/^INC-\d+$/),
        commandId: expect.stringMatching(/./),
      });
    expect(JSON.stringify(of.logged)).not.toMatch(/canary|Outgoing e-mail/);
    expect(JSON.stringify(of.logged)).not.toContain(alex.name);
  });
});

it('the daily line comes once a day to the incident channel', async () => {
  const of = await bot({ watch: { dailyLine: '00:00' } });
  const said = () =>
    of.fake.posts.map(({ activity }) => String(activity['text'] ?? '')).filter((text) => text.startsWith('Alive;'));
  // Nobody has shown the bot the channel yet: it waits for that.
  expect(said()).toEqual([]);
  await of.tell(installed(of.fake.url));
  await of.baton.stop();
  await of.start();
  await of.fake.until(of.fake.posts.length + 1);
  expect(said()).toEqual(['Alive; no open case.']);
  await of.baton.stop();
  await of.start();
  await of.settled();
  expect(said()).toHaveLength(1);
});
