// The cards of the evidence pack and of the pressure sheet: what is next, exact bytes to paste, and no way that does not work.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerTo } from '../../src/cards/answer/answers.ts';
import { speakPost } from '../../src/cards/pack/speakCard.ts';
import { personCard } from '../../src/cards/personCard.ts';
import type { Post } from '../../src/cards/post.ts';
import { ticketCard } from '../../src/cards/ticket/ticketCard.ts';
import { pressurePost } from '../../src/cards/vendor/pressureCard.ts';
import type { Ticket } from '../../src/domain/case.ts';
import type { Intent } from '../../src/domain/commands.ts';
import type { PackState } from '../../src/domain/packState.ts';
import { routesOf } from '../../src/domain/routes.ts';
import { formsOf } from '../../src/engine/packs.ts';
import { parse } from '../../src/grammar/parse.ts';
import { paperFrom } from '../../src/papers/json.ts';
import { spokenOf } from '../../src/papers/speak.ts';
import { buttons, inMenu, inView, nodes, read, titles } from '../support/cardParts.ts';
import { type Example, pingOf, replayAt } from '../support/exampleCases.ts';
import { contextIn } from '../support/formGallery.ts';
import { packOfExample, withPack } from '../support/packGallery.ts';
import { example } from '../support/story.ts';

const build: Intent = { type: 'pack.build', ticket: 'T1' };
const send = (via: string): Intent => ({ type: 'pack.send', ticket: 'T1', via });
const at = (...intents: Intent[]) => withPack(replayAt('2023-07-31 11:02'), ...intents);
const input = ({ card }: Post, id: string) => nodes(card).find((node) => node['id'] === id);

const fresh = at(build);
const sent = at(build, send('portal'));

const answer = (of: typeof fresh, link?: string) => {
  const last = of.story.events.at(-1);
  const events = of.story.events.filter(({ at: when, seq }) => when === last?.at && seq > (last?.seq ?? 0) - 2);
  const outcome = { kind: 'done' as const, before: null, after: of.state, events, ...(link && { link }) };
  return answerTo(outcome, { now: of.now, language: 'en', person: 'megan' })[0]?.text ?? '';
};

describe('the pack card', () => {
  it('before it was sent: send it, by the ways that work', () => {
    const { card } = packOfExample(fresh, 1);
    expect(read(card)).toMatch(/Not sent yet\nSend it by a way that works\nThese work: phone and portal/);
    expect(titles(inView(buttons(card)))).toEqual(['Send pack', 'Read out']);
    expect(titles(inMenu(buttons(card)))).toEqual(['Build again', 'Without people', 'New link']);
  });

  it('carries the very bytes of the text, to be pasted, and sends none of them back with a click', () => {
    const post = packOfExample(fresh, 1);
    expect(input(post, 'paste')?.['value']).toBe(formsOf(fresh.story.events, 1)?.text.body);
    for (const one of buttons(post.card))
      if (one['type'] === 'Action.Execute') expect(one['associatedInputs']).toBe('none');
  });

  it('when it was sent: the code to ask for, and the code and the hash above the text', () => {
    const post = packOfExample(sent, 1, 'https://baton.example.org/packs/x');
    const code = sent.state.tickets[0]?.sent.at(-1)?.code;
    expect(read(post.card)).toContain(`Ask which code they see: ${code} proves that they read it`);
    const pasted = String(input(post, 'paste')?.['value']);
    expect(pasted.startsWith(`Code ${code}: please say it back`)).toBe(true);
    expect(pasted).toContain(sent.state.packs[0]?.sha256.text);
    expect(pasted.endsWith(formsOf(sent.story.events, 1)?.text.body ?? '!')).toBe(true);
    expect(input(post, 'link')?.['value']).toBe('https://baton.example.org/packs/x');
    expect(titles(buttons(post.card))).toContain('Open the page');
    expect(titles(buttons(post.card))).toContain('Revoke links');
  });

  it('unread for too long it is red; read out on the phone it is read', () => {
    const late = at(build, send('portal'));
    late.story.until('2023-07-31 12:02');
    expect(read(packOfExample({ ...late, state: late.story.case, now: late.story.now }, 1).card)).toContain(
      '▲ Unread for 1 h',
    );
    expect(read(packOfExample(at(build, send('phone')), 1).card)).toContain('✓ Read out on the phone 11:02');
  });

  it('what was overtaken unread is not said to be read', () => {
    const over = at(build, send('portal'), { type: 'ticket.heard', ticket: 'T1', words: 'An engineer looks at it' });
    const card = read(packOfExample(over, 1).card);
    expect(card).toMatch(/Sent by portal 11:02, never shown to be read/);
    expect(card).not.toMatch(/✓ Read|has it/);
  });

  it('warns where nothing was mended, or no number of ours is in it, and never calls names left out for sure', () => {
    const bare = { ...fresh, state: { ...fresh.state, steps: [] } };
    expect(read(packOfExample(bare, 1).card)).toContain('What you mended is missing in it');
    expect(read(packOfExample(fresh, 1).card)).not.toContain('What you mended');
    expect(answer(bare)).toContain('▲ Nothing that you mended is in this pack.');
    const cut = withPack(
      replayAt('2023-07-31 11:02'),
      { type: 'case.set', affects: { add: ['phones'], remove: [] } },
      build,
    );
    expect(read(packOfExample(cut, 1).card)).toMatch(
      /A telephone number of ours is missing in it: they cannot call back\nWith one: pack build T1 "call us on …"/,
    );
    const without = read(packOfExample(at({ ...build, without: 'people' }), 1).card);
    expect(without).toContain('A name in what people wrote may be left: read it before it leaves');
    expect(without).not.toMatch(/✓ Roles/);
  });

  it('an older version says that there is a newer one', () => {
    expect(read(packOfExample(at(build, build), 1).card)).toContain('pack 2 is newer');
    expect(read(packOfExample(at(build, build), 2).card)).not.toContain('is newer');
  });

  it('links made in one minute are told apart by their number, on the card and in the answer', () => {
    const one = at(build, send('portal'));
    expect(read(packOfExample(one, 1).card)).toContain('Link of 11:02: works until');
    const two = at(build, send('portal'), { type: 'pack.link', pack: 1 });
    const card = read(packOfExample(two, 1).card);
    expect(card).toContain('Link 1 of 11:02: works until');
    expect(card).toContain('Link 2 of 11:02: works until');
    const said = answer(two, 'https://baton.example.org/packs/x');
    expect(said).toContain('This is link 2. The link before it works on; that command ends both.');
    const many = at(build, ...Array.from({ length: 5 }, (): Intent => ({ type: 'pack.link', pack: 1 })));
    expect(read(packOfExample(many, 1).card).match(/Link \d of/gu)).toEqual(['Link 3 of', 'Link 4 of', 'Link 5 of']);
  });

  it('what it tells to type can be typed', () => {
    for (const of of [fresh, sent, at(build, send('phone'))]) {
      const [, line = ''] = /Or type: (.*?) ·/u.exec(read(packOfExample(of, 1).card)) ?? [];
      // What stands for words of one's own leads to the form.
      expect(['intent', 'form'], line).toContain(parse(line, contextIn(of)).kind);
    }
  });
});

describe('with any set of affected services', () => {
  const services = Object.keys(example.organisation.services);
  const spoken = spokenOf(paperFrom(formsOf(fresh.story.events, 1)?.json.body ?? ''), {
    reader: 'Megan Bowen',
    organisation: 'Contoso University',
  });

  it('neither the card nor what is read out offers a way that is dead', () => {
    fc.assert(
      fc.property(fc.subarray(services), (affects) => {
        const state = { ...fresh.state, affects };
        const of = { ...fresh, state };
        const card = read(packOfExample(of, 1).card);
        const dead = routesOf(state, 'microsoft').filter(({ deadBecause }) => deadBecause !== null);
        const [, works = ''] = /These work: (.*)/u.exec(card) ?? [];
        for (const { route } of dead) {
          expect(card).not.toContain(`via:${route.id}`);
          expect(works).not.toContain(route.id === 'mail' ? 'e-mail' : route.id);
        }
        if (dead.length === 3) expect(card).toContain('No way to them works at present');
        const pack = state.packs[0] as PackState;
        const phone = read(speakPost(pack, spoken, state, { now: fresh.now, language: 'en' }).card);
        const phoneDead = dead.some(({ route }) => route.kind === 'phone');
        expect(phone.includes('+46 8 000 00 00')).toBe(!phoneDead);
        expect(phone.includes('via:phone')).toBe(!phoneDead);
        const sheet = pressurePost(state, state.tickets[0] as Ticket, '', { now: fresh.now, language: 'en' });
        expect(read(sheet.card)).not.toMatch(/via:/);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the answers', () => {
  it('building counts the people in it aloud, and sending does it again', () => {
    expect(answer(fresh)).toContain('▲ This pack names 3 people and 2 telephone numbers.');
    expect(answer(sent)).toContain('▲ This pack names 3 people and 2 telephone numbers.');
    expect(answer(sent).match(/This pack/g)?.length).toBe(1);
  });

  it('without people: only the number to call back is left, and that is said', () => {
    expect(answer(at({ ...build, without: 'people' }))).toContain(
      'This pack carries 2 telephone numbers. Without the number to call back they could not reach us. A name in what people wrote may be left: read it before it leaves.',
    );
  });

  it('a link that was shown once is not shown again; without links it is said who can switch them on', () => {
    expect(answer(sent, 'https://baton.example.org/packs/x')).toContain('](https://baton.example.org/packs/x)');
    expect(answer(sent)).toMatch(/shown once[\s\S]*pack link 1/);
    const off = withPack(replayAt('2023-07-31 11:02'), build);
    off.story.say('megan', send('portal'), { supplies: { code: 'K-22222' } });
    expect(answer({ ...off, state: off.story.case })).toMatch(/PUBLIC_URL is not set/);
  });
});

describe('where it is offered', () => {
  const verbs = (card: unknown) =>
    nodes(card).flatMap((node) => (node['type'] === 'Action.Execute' ? [node['verb']] : []));
  const callOf = (of: Example, person: string, time?: string) =>
    personCard(pingOf(of.story, person, time), of.state, { now: of.now, language: 'en', person });

  it('whoever calls those above has the pressure sheet a tap away, and as a line to type', () => {
    const card = callOf(replayAt('2023-07-31 17:05'), 'patti');
    expect(verbs(card)).toContain('ticket pressure');
    expect(read(card)).toContain('type ticket pressure T1');
    expect(verbs(callOf(replayAt('2023-07-31 11:47', ['10:10']), 'megan', '2023-07-31 11:31'))).not.toContain(
      'ticket pressure',
    );
  });

  it('a ticket whose vendor wants something leads to a pack, and later to the one that is there', () => {
    const view = { now: fresh.now, language: 'en' as const };
    const before = replayAt('2023-07-31 11:02');
    expect(read(ticketCard(before.state, 'T1', view))).toContain('type pack build T1');
    expect(read(ticketCard(fresh.state, 'T1', view))).toContain('type pack show 1');
    const quiet = replayAt('2023-07-31 09:00');
    expect(verbs(ticketCard(quiet.state, 'T1', view)).filter((verb) => String(verb).startsWith('pack'))).toEqual([]);
  });
});
