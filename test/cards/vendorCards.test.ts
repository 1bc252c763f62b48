import { describe, expect, it } from 'vitest';
import { personCard } from '../../src/cards/personCard.ts';
import type { Post } from '../../src/cards/post.ts';
import { contactCheckPost } from '../../src/cards/vendor/contactCard.ts';
import { vendorPost } from '../../src/cards/vendor/vendorCard.ts';
import { vendorListPost } from '../../src/cards/vendor/vendorListCard.ts';
import { contactsToWatch } from '../../src/domain/contacts.ts';
import { deskOf } from '../../src/domain/desk.ts';
import type { Organisation } from '../../src/domain/organisation.ts';
import { type Profiles, profilesOf } from '../../src/domain/profile.ts';
import { instant } from '../../src/domain/time.ts';
import { organisationNames } from '../../src/words/speech.ts';
import { changed } from '../domain/sentences/support.ts';
import { clicks, type Node, nodes, read } from '../support/cardParts.ts';
import { type Example, pingOf, quietCase, replayAt } from '../support/exampleCases.ts';
import { everybody, example } from '../support/story.ts';
import { deskWith, namesOfExample, profilesWith, waitsIn } from '../support/vendorExamples.ts';

const noon = replayAt('2023-07-31 11:47');
const quiet = quietCase();

function show(
  of: Example,
  profiles: Profiles = profilesWith(of.state),
  organisation: Organisation = example.organisation,
) {
  const desk = deskOf(organisation, everybody, [of.state]);
  return read(vendorPost(desk, namesOfExample, 'microsoft', { now: of.now, language: 'en', profiles })?.card);
}
function list(
  of: Example,
  profiles: Profiles = profilesWith(of.state),
  organisation: Organisation = example.organisation,
) {
  const desk = deskOf(organisation, everybody, [of.state]);
  return vendorListPost(desk, organisationNames(organisation), { page: 1 }, { now: of.now, language: 'en', profiles })
    .card;
}
const struck = (card: unknown) => nodes(card).flatMap((n) => (n['strikethrough'] === true ? [String(n['text'])] : []));

describe('vendor show', () => {
  it('says how long a real answer takes, from all tickets so far', () => {
    expect(show(noon)).toContain('First real answer\nUsually after 2 h\nin 3 of 4 tickets, the longest 9 h 25 m');
  });

  it('has the contract and who may open tickets', () => {
    expect(show(noon)).toContain(
      'contract EA-4711 · support all hours · Alex Wilber and Megan Bowen may open tickets · Unified support',
    );
  });

  it('says of each route how it has done, and strikes through what any open case has taken down', () => {
    const text = show(noon);
    expect(text).toContain('Phone +46 8 000 00 00\nWorks · all hours · helped in 1 of 7, median 6 h 50 m');
    expect(text).toContain('Portal https://portal.example/tickets\nWorks · read in 1 of 5, median 9 h · 2023:');
    const desk = deskWith([noon.state]);
    const view = { now: noon.now, language: 'en' as const };
    const { card } = vendorPost(desk, namesOfExample, 'microsoft', view) ?? {};
    expect(struck(card)).toEqual(['E-mail support@vendor.example', 'E-mail lynner@example.com']);
    expect(struck(vendorPost(deskWith([quiet.state]), namesOfExample, 'microsoft', view)?.card)).toEqual([]);
  });

  it('does not offer a number that a call found to be wrong, whoever it belongs to, until somebody has checked it', () => {
    const of = replayAt('2023-07-31 11:47');
    for (const whom of ['support', 'lynne'])
      of.story.say('megan', { type: 'ticket.call', ticket: 'T1', result: 'wrong-number', whom });
    const now = { ...of, state: of.story.case };
    const text = show(now);
    expect(text).toContain('+46 8 000 00 00\nDo not use · a wrong number 11:47 in INC-1');
    expect(text).toContain('+46 70 000 00 06\nDo not use · a wrong number 11:47 in INC-1');
    expect(text).not.toContain('tel:');
    expect(text).not.toMatch(/Lynne Robbins\n[^\n]*checked/);
    const profiles = profilesWith(now.state);
    const list = vendorListPost(
      deskWith([now.state]),
      namesOfExample,
      { page: 1 },
      { now: now.now, language: 'en', profiles },
    );
    // Nothing that is checked in years to come is right today.
    expect(read(list.card)).toMatch(/Microsoft\n[^\n]*2 contacts to check/);
    const tomorrow = { ...now, now: instant('2023-08-02T08:00:00Z') };
    const { people } = example.organisation;
    const checked = { ...people['lynne'], verified: '2023-08-01' } as Organisation['people'][string];
    const mended = { ...example.organisation, people: { ...people, lynne: checked } };
    expect(show(tomorrow, undefined, mended)).toContain('(tel:+46700000006)');
  });

  it('opens the address of a portal, and nothing that only looks like one', () => {
    const { microsoft } = example.organisation.vendors;
    if (!microsoft) throw new Error('The example has Microsoft');
    const opened = (kind: 'portal' | 'phone', address: string) => {
      const routes = [{ id: 'way', kind, address, dependsOn: [] }];
      const organisation = { ...example.organisation, vendors: { microsoft: { ...microsoft, routes } } };
      const desk = deskOf(organisation, everybody, [noon.state]);
      const post = vendorPost(desk, namesOfExample, 'microsoft', { now: noon.now, language: 'en' });
      return nodes(post?.card).flatMap((n) => (n['url'] === undefined ? [] : [n['url']]));
    };
    expect(opened('portal', 'https://admin.microsoft.com')).toEqual(['https://admin.microsoft.com']);
    expect(opened('phone', 'https://admin.microsoft.com')).toEqual([]);
    for (const other of [
      'https://admin.microsoft.com@evil.example/',
      'javascript:alert(1)',
      'http://x.example',
      'https://a b',
    ])
      expect(opened('portal', other), other).toEqual([]);
  });

  it('says of each of their people whether I reach them, by which number they are called, and when that was checked', () => {
    expect(show(noon)).toContain(
      'Lynne Robbins\nAccount manager · I reach them in Teams · checked Tue 1 Sep 2026\n☎\n[+46 70 000 00 06](tel:+46700000006)\nMobile',
    );
    const old = changed((o) => {
      for (const id of ['lynne', 'alex']) Object.assign(o.people[id] ?? {}, { organisation: 'microsoft' });
      Object.assign(o.people['lynne'] ?? {}, { verified: '2023-01-01' });
      Object.assign(o.vendors['microsoft'] ?? {}, { accountManager: ['lynne'], superior: ['alex'] });
    });
    const desk = deskOf(old, { ...everybody, chatted: [], roster: [] }, [noon.state]);
    const view = { now: noon.now, language: 'en' as const };
    const text = read(vendorPost(desk, namesOfExample, 'microsoft', view)?.card);
    expect(text).toContain('Account manager · I cannot reach them myself · check is due, last checked Sun 1 Jan');
    expect(text).toContain('Above the account manager · I cannot reach them myself · never checked');
  });

  it('draws where the waiting went, each height of the ladder to scale', () => {
    const { card } =
      vendorPost(deskWith([noon.state]), namesOfExample, 'microsoft', {
        now: noon.now,
        language: 'en',
        profiles: profilesWith(noon.state),
      }) ?? {};
    const bars = nodes(card).flatMap((n) => {
      const [run, value] = (n['inlines'] ?? []) as Node[];
      return String(run?.['text']).startsWith('█') ? [[String(run?.['text']).length, String(value?.['text'])]] : [];
    });
    expect(bars.map(([, value]) => String(value).trim().replaceAll('\u00a0', ' '))).toEqual([
      '4 h 15 m',
      '3 h 5 m',
      '50 min',
      '2 h',
      '6 h 27 m',
      '1 h',
    ]);
    expect(bars.map(([blocks]) => blocks)).toEqual([7, 5, 2, 4, 10, 2]);
  });

  it('counts promises, calls by outcome, words never read, and what moved them', () => {
    const text = show(noon);
    expect(text).toContain('What moved them: the reminder to ask again (2 times), the level above the account manager');
    expect(text).toContain('2 promises kept, 1 broken');
    expect(text).toContain('6 calls: they acted 2, no effect 4');
    expect(text).toContain('8 of 16 words of ours never shown to be read');
  });

  it('is kind about a vendor of whom nothing is known yet', () => {
    const text = show(quiet, {});
    expect(text).toContain(
      'Nothing to tell yet\nNo ticket with Microsoft so far. From the first one on it stands here',
    );
    expect(text).not.toMatch(/waiting went|NaN|undefined|null|0 of 0/i);
  });

  it('leads to the open tickets, each in its own case', () => {
    const { card } =
      vendorPost(deskWith([noon.state]), namesOfExample, 'microsoft', { now: noon.now, language: 'en' }) ?? {};
    const to = clicks(card).map((n) => n['data'] as Node);
    expect(to).toContainEqual(expect.objectContaining({ verb: 'ticket show', case: 'INC-1', args: { ticket: 'T1' } }));
  });
});

describe('vendor list', () => {
  it('is one row a vendor: silence, open tickets, promises, whether the contacts are good', () => {
    const text = read(list(noon));
    expect(text).toContain(
      'Microsoft\nIdle 3 h 12 m since 08:35 · 1 open ticket · promises: 2 kept, 1 broken · contacts checked',
    );
  });

  it('puts the longest silent first and those without tickets last', () => {
    const two = changed((o) => {
      const { microsoft } = o.vendors;
      if (microsoft) o.vendors = { telia: { ...microsoft, id: 'telia', name: 'Telia' }, ...o.vendors };
    });
    const text = read(list(noon, {}, two));
    expect(text.indexOf('Microsoft')).toBeLessThan(text.indexOf('Telia'));
    expect(text).toContain('Telia\nno open ticket · contacts checked');
  });

  it('names whom I cannot reach, and counts the contacts that nobody has checked in time', () => {
    const late = { ...quiet, now: instant('2027-08-01T09:00:00Z') };
    const away = changed((o) => Object.assign(o.people['lynne'] ?? {}, { routes: [] }));
    expect(read(list(late, {}, away))).toContain('no open ticket · I cannot reach Lynne Robbins · 2 contacts to check');
  });

  it('says it kindly where the file names none', () => {
    expect(
      read(
        list(
          quiet,
          {},
          changed((o) => Object.assign(o, { vendors: {} })),
        ),
      ),
    ).toContain('names no vendor yet');
  });
});

describe("the standing of the support's number", () => {
  /** What every place says of it at the rung that asks to phone. */
  function places(verified: string | undefined, result?: 'wrong-number') {
    const organisation = changed((o) => {
      const { microsoft } = o.vendors;
      if (microsoft) o.vendors = { microsoft: { ...microsoft, ...(verified && { verified }) } };
      if (microsoft && verified === undefined) delete o.vendors['microsoft']?.verified;
      if (o.people['lynne']) o.people['lynne'].verified = '2023-07-20';
    });
    const { story } = replayAt('2023-07-31 10:06');
    story.people({}, organisation);
    const card = personCard(pingOf(story, 'megan'), story.case, { now: story.now, language: 'en', person: 'megan' });
    if (result) story.say('megan', { type: 'ticket.call', ticket: 'T1', result });
    const profiles = profilesOf(waitsIn(story.case));
    const view = { now: story.now, language: 'en' as const, profiles };
    const desk = deskOf(organisation, everybody, [story.case]);
    const contacts = contactsToWatch(desk, profiles, story.now, 'microsoft');
    const check = contactCheckPost({ desk, contacts, outOfReach: [] }, namesOfExample, { page: 1 }, view);
    const lines = (post: Post | null) => read(post?.card ?? {}).split('\n');
    const below = (all: string[], first: string) => all[all.findIndex((line) => line.includes(first)) + 1];
    return {
      check: below(lines(check), 'Microsoft, support'),
      list: below(lines(vendorListPost(desk, namesOfExample, { page: 1 }, view)), 'Microsoft')
        ?.split(' · ')
        .at(-1),
      show: below(lines(vendorPost(desk, namesOfExample, 'microsoft', view)), '+46 8 000 00 00'),
      call: lines({ card: card ?? {} }).find((line) => /checked/i.test(line)),
    };
  }

  it.each([
    [
      'never checked',
      undefined,
      undefined,
      ['Never checked', '1 contact to check', 'never checked', 'Nobody has ever checked this number'],
    ],
    [
      'checked',
      '2023-07-20',
      undefined,
      ['Checked Thu 20 Jul', 'contacts checked', 'checked Thu 20 Jul', 'Last checked Thu 20 Jul'],
    ],
    [
      'checked too long ago',
      '2023-01-09',
      undefined,
      [
        'Check is due · last checked Mon 9 Jan',
        '1 contact to check',
        'check is due, last checked Mon 9 Jan',
        'Last checked Mon 9 Jan: ask for the name first',
      ],
    ],
    [
      'wrong',
      '2023-07-20',
      'wrong-number',
      [
        'The number was wrong 10:06 in INC-1',
        '1 contact to check',
        'Do not use · a wrong number 10:06 in INC-1',
        'Last checked Thu 20 Jul',
      ],
    ],
  ] as const)('%s is the same in every place', (_, verified, result, [check, list, show, call]) => {
    const said = places(verified, result);
    expect(said).toEqual({ check, list, show: expect.stringContaining(show), call });
  });
});
