// The reply link of a mail or an SMS, as a browser and as a program that checks mail would follow it.
import { afterEach, describe, expect, it } from 'vitest';
import { answerPages } from '../../../src/http/pages/answers.ts';
import { blocked } from '../../support/recordingCarrier.ts';
import { closeWays, openWays, type Ways } from '../../support/ways.ts';
import { closeWebs, webWith } from '../../support/web.ts';
import { closeWorlds, type World } from '../../support/world.ts';

afterEach(async () => {
  await closeWebs();
  await closeWorlds();
  await closeWays();
});

interface Linked {
  w: World;
  ways: Ways;
  /** The address of her link on the test's server. */
  link: string;
}

const start = '2023-07-31T06:10:00Z';

async function opened(): Promise<{ ways: Ways; w: World; base: string }> {
  const ways = await openWays({ start });
  const { world: w } = ways;
  const title = 'Outgoing <b>e-mail</b> blocked';
  await w.does('alex', { type: 'case.new', title, severity: 'sev1', playbook: 'mail-block', affects: ['email'] });
  await w.at('08:35');
  const words = 'outbound mail blocked <script>alert(1)</script>';
  await w.does('megan', { type: 'ticket.open', vendor: 'microsoft', reference: '4711', via: 'phone', words });
  const pages = answerPages({ engine: w.engine, organisation: () => w.organisation, now: () => w.now });
  return { ways, w, base: await webWith(pages) };
}

const tokenIn = (text: string | undefined) => /\/answers\/([\w-]+)/.exec(text ?? '')?.[1] ?? '';

/** Megan is asked about T1 by SMS at 09:20. */
async function askedMegan(): Promise<Linked> {
  const { ways, w, base } = await opened();
  await w.until('09:19');
  w.carrier.fail('megan', blocked);
  await w.until('09:21');
  const text = ways.texts('+46700000002').find((one) => one.includes('Ask Microsoft'));
  return { w, ways, link: `${base}/answers/${tokenIn(text)}` };
}

/** Lynne, of the vendor's, is asked by SMS at 12:35. */
async function askedLynne(): Promise<Linked> {
  const { ways, w, base } = await opened();
  w.carrier.fail('lynne', blocked);
  await w.until('12:36');
  return { w, ways, link: `${base}/answers/${tokenIn(ways.texts('+46700000006').at(-1))}` };
}

async function page(
  link: string,
  form?: Record<string, string>,
): Promise<{ status: number; html: string; says: string }> {
  const answer = await fetch(link, form && { method: 'POST', body: new URLSearchParams(form) });
  const html = (await answer.text()).replaceAll('&nbsp;', ' ').replaceAll('&#39;', "'");
  return { status: answer.status, html, says: /class="says"[^>]*>([^<]*)</.exec(html)?.[1] ?? '' };
}

const holds = async (w: World) => {
  const { hold } = (await w.case()).clocks['ticket:T1'] ?? {};
  return hold && [hold.by, w.local(hold.until)];
};

describe('looking at a link', () => {
  it('shows what is asked, until when it can be put off, and two buttons; nothing runs and nothing is loaded', async () => {
    const { link } = await askedMegan();
    const answer = await fetch(link);
    const { status, html } = await page(link);
    expect(status).toBe(200);
    expect(html).toContain('<p class="first">Idle 46 min: Ask Microsoft again by phone and quote K-');
    expect(html).toContain('If nobody answers: Megan Bowen');
    expect([...html.matchAll(/<option value="(\w+)"( selected)?>([^<]*)/g)].map(([, v, s, t]) => [v, s, t])).toEqual([
      ['PT30M', ' selected', '09:51 (30 min)'],
      ['PT15M', undefined, '09:36 (15 min)'],
      ['PT1H', undefined, '10:21 (1 h)'],
    ]);
    expect([...html.matchAll(/<button[^>]*>([^<]*)/g)].map(([, title]) => title)).toEqual(["I'm on it", 'Not mine']);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(html).not.toMatch(/<script|<img|href=|src=|<b>|https?:/u);
  });

  it('changes nothing, however often programs that check mail do it', async () => {
    const { w, link } = await askedMegan();
    const before = await w.case();
    for (let n = 0; n < 5; n++) await fetch(link);
    await fetch(link, { method: 'HEAD' });
    await w.engine.idle();
    expect((await w.case()).version).toBe(before.version);
    expect(await page(link, { answer: 'on-it', for: 'PT30M' })).toMatchObject({ status: 200 });
  });

  it('of somebody of a vendor’s shows her ticket and nothing else of the case', async () => {
    const { w, link } = await askedLynne();
    await w.does('alex', { type: 'note', words: 'canary' });
    const { html } = await page(link);
    expect(html).toContain('<p class="first">Get an engineer on this ticket within the hour.');
    expect(html).toContain('4711');
    expect([...html.matchAll(/<button[^>]*>([^<]*)/g)].map(([, title]) => title)).toEqual([
      "I'm on it",
      'Wrong person',
    ]);
    expect(html).not.toMatch(/canary|INC-1|Outgoing|SEV1|Megan|Patti|Adele|deputy/u);
  });

  it('says so when everything is done already', async () => {
    const { w, link } = await askedMegan();
    await w.does('alex', { type: 'ticket.heard', ticket: 'T1', words: 'releasing' });
    expect(await page(link)).toMatchObject({
      status: 200,
      says: 'This is done already: nothing is needed of you. Thank you.',
    });
    expect((await page(link)).html).not.toContain('<form');
  });
});

describe('answering by a link', () => {
  it('I’m on it: holds until the time that was chosen, as the button does', async () => {
    const { w, link } = await askedMegan();
    const { status, says } = await page(link, { answer: 'on-it', for: 'PT1H' });
    expect(status).toBe(200);
    expect(says).toBe(
      'Noted: you are on it until Mon 31 Jul 10:21, Stockholm. (INC-1, T1 Microsoft) You can close this page.',
    );
    expect(await holds(w)).toEqual(['megan', '10:21']);
    expect((await w.case()).carried.find(({ person }) => person === 'megan')?.confirmedAt).toBe(w.now);
  });

  it('a longer time than is allowed is cut, and the answer says so', async () => {
    const { w, link } = await askedMegan();
    const { says } = await page(link, { answer: 'on-it', for: 'PT9H' });
    expect(says).toContain('until Mon 31 Jul 10:21, Stockholm, the longest allowed.');
    expect(await holds(w)).toEqual(['megan', '10:21']);
  });

  it('Not mine: the next deputy is asked', async () => {
    const { w, link } = await askedMegan();
    const { status, says } = await page(link, { answer: 'not-mine' });
    expect([status, says]).toEqual([200, 'Noted: the next deputy is asked. You can close this page.']);
    await w.until('09:22');
    expect(w.pings('alex').at(-1)).toMatch(/ticket:T1 passed/);
  });

  it('Wrong person, of somebody of a vendor’s: somebody else is asked, and she is not any more', async () => {
    const { w, link } = await askedLynne();
    expect((await page(link, { answer: 'not-mine' })).says).toBe(
      'Thank you for telling me. I know of nobody else with you: please write here who it is, and a number if you have it. About this and further tickets of the same incident you are not asked here until you write: a colleague of ours calls you. If it is yours after all, write here what happens next. You can close this page.',
    );
    expect(Object.keys((await w.case()).disowned)).toEqual(['lynne']);
  });

  it('works once: afterwards it says who answered and when', async () => {
    const { w, link } = await askedMegan();
    await page(link, { answer: 'on-it', for: 'PT30M' });
    await w.until('09:30');
    const version = (await w.case()).version;
    for (const form of [undefined, { answer: 'on-it', for: 'PT1H' }, { answer: 'not-mine' }]) {
      const { status, says } = await page(link, form);
      expect(status).toBe(410);
      expect(says).toMatch(/^Megan Bowen answered this on Mon 31 Jul 09:21, Stockholm\. /);
    }
    expect((await w.case()).version).toBe(version);
    expect(await holds(w)).toEqual(['megan', '09:51']);
  });

  it('pressed ten times at once is one answer', async () => {
    const { w, link } = await askedMegan();
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        page(link, n % 2 ? { answer: 'on-it', for: 'PT30M' } : { answer: 'not-mine' }),
      ),
    );
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(all.filter(({ status }) => status === 410)).toHaveLength(9);
    const facts = (await w.engine.events('INC-1')).filter(
      ({ by, body }) => by === 'megan' && body.type !== 'ticket-opened',
    );
    expect(facts.filter(({ body }) => body.type === 'held' || body.type === 'passed')).toHaveLength(1);
  });

  it('a “no” of the rules says why, and leaves the link to be answered by', async () => {
    const { w, link } = await askedMegan();
    await w.does('megan', { type: 'ack', until: w.instant('09:40'), target: 'T1' });
    const refused = await page(link, { answer: 'on-it', for: 'PT30M' });
    expect(refused.status).toBe(409);
    expect(refused.says).toContain('Megan Bowen');
    expect(refused.html).toContain('Megan Bowen is on it until Mon 31 Jul 09:40, Stockholm.');
    expect(refused.html).toContain('Not mine');
    expect(await page(link, { answer: 'not-mine' })).toMatchObject({ status: 200 });
  });

  it('dies with three days', async () => {
    const { w, link } = await askedMegan();
    await w.sleepUntil('2023-08-03 09:21');
    const { status, says } = await page(link, { answer: 'on-it', for: 'PT30M' });
    expect(status).toBe(410);
    expect(says).toMatch(/^This link was good until Thu 3 Aug 09:20, Stockholm\. /);
    expect(await holds(w)).toBeUndefined();
  });

  it.each([
    ['nothing', {}],
    ['another word', { answer: 'yes' }],
    ['no time', { answer: 'on-it' }],
    ['a time that is none', { answer: 'on-it', for: 'soon' }],
    ['a time of nothing', { answer: 'on-it', for: 'PT0S' }],
    ['a time of months', { answer: 'on-it', for: 'P9M' }],
    ['a time of years', { answer: 'on-it', for: 'P99999D' }],
  ])('with %s: nothing is written down, and the buttons stay', async (_, form) => {
    const { w, link } = await askedMegan();
    const { version } = await w.case();
    const { status, says, html } = await page(link, form as Record<string, string>);
    expect([status, says]).toEqual([400, 'Nothing was written down: choose one of the buttons.']);
    expect(html).toContain('<form');
    expect((await w.case()).version).toBe(version);
  });

  it.each(['x', 'AbCdEfGhIjKlMnOpQrStUvWx', 'a'.repeat(99), '%00', '..%2f..%2fetc'])(
    'with a token that is none: 404 and a sentence (%s)',
    async (token) => {
      const { base } = await opened();
      for (const form of [undefined, { answer: 'not-mine' }]) {
        const { status, says } = await page(`${base}/answers/${token}`, form);
        expect(status).toBe(404);
        expect(says).toMatch(/^There is no such link\. /);
      }
    },
  );

  it('survives the death of the process between the answer and the end of the link: nothing happens twice', async () => {
    const { w, link } = await askedMegan();
    const { promise: ending, resolve: reached } = Promise.withResolvers<void>();
    w.store.endLink = () => {
      reached();
      return new Promise<never>(() => {});
    };
    void page(link, { answer: 'on-it', for: 'PT30M' }).catch(() => {});
    await ending;
    await closeWebs();
    await w.kill();
    await w.restart('09:25');
    const base = await webWith(answerPages({ engine: w.engine, organisation: () => w.organisation, now: () => w.now }));
    const again = await page(`${base}/answers/${tokenIn(link)}`, { answer: 'on-it', for: 'PT30M' });
    expect(again.status).toBe(409);
    expect(again.says).toContain('Megan Bowen');
    expect(await holds(w)).toEqual(['megan', '09:51']);
  });
});
