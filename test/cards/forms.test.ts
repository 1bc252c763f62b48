// Forms and help are readings of the grammar's table: every command has one, and what it sends is understood again.
import { describe, expect, it } from 'vitest';
import { formPost } from '../../src/cards/commands/formCard.ts';
import { helpPost } from '../../src/cards/commands/helpCard.ts';
import { stepFormPost } from '../../src/cards/commands/stepFormCard.ts';
import { unknownPost } from '../../src/cards/commands/unknownCard.ts';
import { parse } from '../../src/grammar/parse.ts';
import { readSubmit } from '../../src/grammar/submit.ts';
import { commands } from '../../src/grammar/table.ts';
import { buttons, inputs, type Node, nodes, read, texts, titles } from '../support/cardParts.ts';
import { hostile, hugeCase, replayAt } from '../support/exampleCases.ts';
import { askedBack, contextIn } from '../support/formGallery.ts';

const noon = replayAt('2023-07-31 11:47', ['10:10']);
const huge = hugeCase();
const view = { now: noon.now, language: 'en' as const };
const ctx = contextIn(noon);

/** As a button asks for it. */
const form = (command: string, filled: Record<string, string> = {}) =>
  askedBack(
    readSubmit({ baton: 1, verb: 'form', case: 'INC-1', card: 'case', args: { command, ...filled } }, ctx),
    noon,
  ).card;
const input = (card: unknown, id: string): Node => {
  const found = inputs(card).find((n) => n['id'] === id);
  if (found === undefined) throw new Error(`No input ${id}`);
  return found;
};
const bandOf = (card: unknown) => nodes(card).find((n) => n['bleed'] === true);

/** What arrives when somebody fills the form in and presses its button. */
function submit(card: unknown, title: string, typed: Record<string, string>) {
  const pressed = buttons(card).find((n) => n['title'] === title);
  return readSubmit({ ...(pressed?.['data'] as object), ...typed }, ctx);
}

describe.each(commands.filter((row) => row.asks === 'intent').map((row) => [row.path, row] as const))(
  'the form of %s',
  (path, row) => {
    it('asks for everything that is required, or sends it along', () => {
      const card = form(path);
      const asked = inputs(card).map((n) => n['id']);
      const [pressed] = buttons(card);
      const { args: sent = {} } = (pressed?.['data'] ?? {}) as { args?: object };
      for (const [name, arg] of Object.entries(row.args))
        if (arg.required && !arg.hidden) expect([...asked, ...Object.keys(sent)], name).toContain(name);
    });

    it('ends with its typed twin and at least one button that sends this command', () => {
      const card = form(path);
      expect(read(card)).toMatch(new RegExp(`Or type: ${path.split(' ')[0]}`, 'u'));
      expect(buttons(card).length).toBeGreaterThan(0);
      for (const pressed of buttons(card)) expect(pressed['verb']).toBe(path);
    });

    it('fits a card in the largest case, filled to the brim', () => {
      const filled = Object.fromEntries(
        Object.keys(row.args).map((name) => [name, `${hostile} ${'åäö '.repeat(200)}`]),
      );
      const parsed = readSubmit(
        { baton: 1, verb: path, case: huge.state.id, card: 'form', ...filled },
        contextIn(huge),
      );
      if (parsed.kind !== 'form') return;
      const post = askedBack(parsed, huge);
      expect(Buffer.byteLength(JSON.stringify(post.card))).toBeLessThan(25_000);
    });
  },
);

describe('a list that is longer than a form can be', () => {
  it('says how many are not on it, and how to say them all the same', () => {
    const of = replayAt('2023-07-31 11:47');
    const ctx = contextIn(of);
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [
        `p${i}`,
        { id: `p${i}`, name: `Person ${i}`, email: `p${i}@example.com`, routes: [] },
      ]),
    );
    const wide = { ...ctx, people: { ...ctx.people, ...many } };
    const asked = parse('case handover', wide);
    if (asked.kind !== 'form') throw new Error(asked.kind);
    const text = read(formPost(asked, wide, { now: of.now, language: 'en' }).card);
    expect(text).toMatch(/lists the first 40; \d+ more are not on it\. For one of them type the line at the foot/u);
    expect(text).toMatch(/Or type: case handover/u);
    const all = parse('case handover', ctx);
    if (all.kind !== 'form') throw new Error(all.kind);
    expect(read(formPost(all, ctx, { now: of.now, language: 'en' }).card)).not.toContain('not on it');
  });
});

describe('what is missing or wrong', () => {
  it('stands on top in the one band, with the field; everything else keeps what was filled in', () => {
    const post = askedBack(parse('ticket promise T1 by:quarter-past "unblock done"', ctx), noon);
    const band = bandOf(post.card);
    expect(band?.['style']).toBe('emphasis');
    expect(texts(band)[0]).toBe('▲ One thing is not right yet');
    expect(read(band)).toContain('“quarter-past” is not a time');
    expect(input(band, 'by')['value']).toBe('quarter-past');
    expect(inputs(band)).toHaveLength(1);
    expect(input(post.card, 'words')['value']).toBe('unblock done');
  });

  it('is counted, and told apart from what is wrong', () => {
    const post = askedBack(parse('ticket wants T1', ctx), noon);
    expect(texts(bandOf(post.card))[0]).toBe('▲ 2 things are missing');
  });

  it('leaves words of people alone in the fields, with all their lines', () => {
    const words = 'first line\nsecond **line** [x](https://evil.example)';
    const card = form('note', { words });
    expect(input(card, 'words')['value']).toBe(words);
  });

  it('asks for the case where it cannot be known', () => {
    const nowhere = { ...contextIn(noon), threadCase: null };
    const parsed = parse('note "hello"', nowhere);
    if (parsed.kind !== 'form') throw new Error('understood');
    const post = formPost(parsed, nowhere, view);
    expect(input(post.card, 'case')['isRequired']).toBe(true);
  });
});

describe('a form about a ticket', () => {
  it('names the ticket and its vendor, and its button says what it does', () => {
    const card = form('ticket heard', { ticket: 'T1' });
    expect(read(card).split('\n')[0]).toBe('Vendor replied · T1 Microsoft');
    expect(titles(buttons(card))).toEqual(['Write down their answer']);
  });

  it('no form of ours ends with a bare Send, which may mean that it goes to the vendor', () => {
    for (const { path, asks } of commands)
      if (asks === 'intent') expect([path, titles(buttons(form(path)))]).not.toEqual([path, ['Send']]);
  });
});

describe('the form of a new ticket', () => {
  const filled = { vendor: 'microsoft', words: 'mail blocked', via: 'phone' };

  it('opens a ticket without a number only by the button that says so', () => {
    const card = form('ticket open');
    expect(titles(buttons(card))).toEqual(['Open ticket', 'No number yet']);
    expect(submit(card, 'No number yet', filled)).toMatchObject({
      kind: 'intent',
      intent: { type: 'ticket.open', via: 'phone' },
    });
    const asked = submit(card, 'Open ticket', filled);
    expect(asked).toMatchObject({ kind: 'form', problems: [{ problem: 'missing', arg: 'ref' }] });
    if (asked.kind === 'form') expect(input(bandOf(askedBack(asked, noon).card), 'ref')).toBeDefined();
    expect(submit(card, 'Open ticket', { ...filled, ref: '42' })).toMatchObject({
      kind: 'intent',
      intent: { reference: '42' },
    });
  });

  it('offers no route that is dead, and says why; what the vendor wants may come by any', () => {
    const card = form('ticket open');
    const offered = (of: unknown) => (input(of, 'via')['choices'] as Node[]).map((c) => c['value']);
    expect(offered(card)).toEqual(['phone', 'portal']);
    expect(read(card)).toContain('E-mail is not offered: it needs our e-mail, which is down.');
    expect(offered(form('ticket wants', { ticket: 'T1' }))).toContain('mail');
  });

  it('asks whether the highest severity can be answered day and night', () => {
    expect(read(form('ticket open', { vendor: 'microsoft' }))).toContain(
      'Severity A means that somebody of ours answers',
    );
  });
});

describe('another step', () => {
  it('offers the open steps, the late ones first, and its buttons send what is chosen', () => {
    const { card } = stepFormPost(noon.state, view);
    const offered = (input(card, 'step')['choices'] as Node[]).map((c) => String(c['title']).replaceAll('\u00a0', ' '));
    expect(offered[0]).toMatch(/^10 Set up another way to send.* \(1 h 37 m late\)$/u);
    expect(input(card, 'step')['value']).toBe('10');
    expect(titles(buttons(card))).toEqual(['Done', 'Assign', 'Not applicable']);
    const said = { step: '11', words: 'they know' };
    expect(submit(card, 'Done', said)).toMatchObject({ intent: { type: 'step.done', step: 11, words: 'they know' } });
    expect(submit(card, 'Not applicable', said)).toMatchObject({ intent: { type: 'step.na', reason: 'they know' } });
    expect(submit(card, 'Assign', said)).toMatchObject({ kind: 'form', command: 'step assign' });
  });

  it('says so when nothing is open', () => {
    const steps = noon.state.steps.map((step) => ({ ...step, status: 'done' as const }));
    const { card } = stepFormPost({ ...noon.state, steps }, view);
    expect(read(card)).toContain('Every step is done or not applicable.');
    expect(inputs(card)).toEqual([]);
    expect(titles(buttons(card))).toEqual(['Add step']);
  });
});

describe('somebody of the vendor’s', () => {
  it('gets a form without the case’s title, its number or anything to type', () => {
    const click = { baton: 1, verb: 'outsider answer', case: 'INC-1', card: 'outsider', args: { ticket: 'T1' } };
    const post = askedBack(readSubmit(click, contextIn(noon, 'lynne')), noon, 'lynne');
    expect(read(post.card)).not.toMatch(/INC-1|T1|Outgoing|type:/u);
  });
});

describe('what is not understood', () => {
  it('gets the form of the nearest command, filled', () => {
    const post = askedBack(parse('tickte heard T1 "they are on it"', ctx), noon);
    expect(read(post.card)).toContain('Did you mean this?');
    expect(input(post.card, 'words')['value']).toBe('they are on it');
  });

  it('gets three lines when nothing is near: what is next here, how to open a case, where help is', () => {
    const text = read(askedBack(parse('coffee is out again', ctx), noon).card);
    expect(text.split('\n')[0]).toBe('I do not know “coffee”.');
    expect(text).toMatch(/Next: step 10, .* Adele Vance .*\n.*case new.*\n.*help/u);
    expect(text).not.toContain('ticket heard');
  });

  it('is told that a button is too old, when a click says nothing known', () => {
    const parsed = readSubmit({ hello: 'world' }, ctx);
    if (parsed.kind !== 'unknown') throw new Error('understood');
    expect(read(unknownPost(parsed, ctx, view)[0]?.card)).toContain('I do not know that button any more');
  });
});

describe('help', () => {
  const all = read(helpPost({}, view).card);

  it.each(commands.map((row) => row.path))('names %s, and has examples of it', (path) => {
    const [first = '', verb = ''] = path.split(' ');
    expect(all).toMatch(new RegExp(`^${first}.* ?${verb}`, 'mu'));
    const card = helpPost({ command: path }, view).card;
    expect(read(card)).toContain('For example');
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(25_000);
  });

  it('leads to the form of a command that takes something', () => {
    const card = helpPost({ command: 'ticket heard' }, view).card;
    const click = buttons(card).find((n) => n['title'] === 'Fill in a form');
    expect(readSubmit(click?.['data'], ctx)).toMatchObject({ kind: 'form', command: 'ticket heard' });
  });

  it('for something that does not exist shows the nearest, or everything', () => {
    expect(read(helpPost({ command: 'tickte heard' }, view).card)).toContain('ticket heard');
    expect(read(helpPost({ command: 'qqqqqqqqqq' }, view).card)).toMatch(
      /I do not know “qqqqqqqqqq”\.[\s\S]*ticket heard T1/u,
    );
  });
});
