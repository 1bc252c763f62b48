// A form is good once: a second press, by whomever and whenever, changes nothing and says what the first one did.
import { afterEach, describe, expect, it } from 'vitest';
import { clicks, read } from '../support/cardParts.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds, openWorld, type World } from '../support/world.ts';

afterEach(closeWorlds);

const start = '2023-07-31T12:02:00.000Z';
const fields = { title: 'Printers are down', sev: '3', playbook: 'blank' };

async function begun(): Promise<{ world: World; room: TeamsRoom }> {
  const world = await openWorld({ start });
  return { world, room: new TeamsRoom(world) };
}

async function asked(room: TeamsRoom, line: string): Promise<unknown> {
  const { posts } = await room.says('alex', line);
  const card = posts.at(-1)?.card;
  if (card === undefined) throw new Error(`No form for ${line}`);
  return card;
}

const text = (posts: readonly { text?: string; card?: unknown }[]) =>
  posts.map((post) => post.text ?? read(post.card ?? {})).join('\n');

describe('the form of case new', () => {
  it('opens one case, also ten minutes later and when somebody else presses it with words of their own', async () => {
    const { world, room } = await begun();
    const form = await asked(room, 'case new');
    const opened = await room.clicksOn('alex', form, 'Open case', fields);
    expect(text([...opened.replaced, ...opened.posts])).toContain('INC-1');

    await world.later(10 * 60_000 + 1_000);
    for (const [who, title] of [
      ['alex', 'Printers are down'],
      ['alex', 'Printers are still down'],
      ['megan', 'Printers again'],
    ] as const) {
      const again = await room.clicksOn(who, form, 'Open case', { ...fields, title });
      expect(again.toast).toContain('INC-1 was opened from this form');
      expect(again.toast).toMatch(who === 'alex' ? /14:02.* by you/ : /14:02.* by Alex Wilber/);
      // The form is gone, and what was typed is not lost.
      expect(text(again.replaced)).toContain('INC-1 was opened from this form');
      expect(text(again.replaced)).toContain(title);
      expect(again.replaced.flatMap((post) => JSON.stringify(post.card).match(/Action\.\w+/g) ?? [])).toEqual([]);
    }
    expect((await world.engine.openCases()).map(({ id }) => id)).toEqual(['INC-1']);
  });
});

/** What each form is filled with the first time, and by somebody else the second time. */
const creating: [command: string, first: Record<string, string>, second: Record<string, string>][] = [
  [
    'ticket open',
    { vendor: 'microsoft', ref: '4711', words: 'nothing prints' },
    { vendor: 'microsoft', ref: '4711', words: 'it does not print' },
  ],
  ['step add', { words: 'Call them' }, { words: 'Ring them' }],
  ['note', { words: 'smoke' }, { words: 'fire' }],
  ['decide', { words: 'wait', because: 'late' }, { words: 'go', because: 'early' }],
  ['update', { words: 'still down' }, { words: 'down' }],
  ['ticket sent', { ticket: 'T1', via: 'phone', words: 'hello' }, { ticket: 'T1', via: 'phone', words: 'hallo' }],
  ['ticket heard', { ticket: 'T1', words: 'we look' }, { ticket: 'T1', words: 'they look' }],
  ['ticket promise', { ticket: 'T1', by: '17:00' }, { ticket: 'T1', by: '18:00' }],
  ['notice start', { clock: 'insurer' }, { clock: 'se-state-2020' }],
  ['notice reported', { clock: 'se-state-2020', ref: 'A-1' }, { clock: 'se-state-2020', ref: 'A-2' }],
  ['pack build', { ticket: 'T1' }, { ticket: 'T1', without: 'people' }],
  ['pack send', { ticket: 'T1', via: 'phone' }, { ticket: 'T1', via: 'portal' }],
];

async function formFor(room: TeamsRoom, command: string): Promise<object> {
  const { posts } = await room.presses('alex', {
    baton: 1,
    verb: 'form',
    card: 'case',
    case: 'INC-1',
    args: { command },
  });
  const form = clicks(posts.at(-1)?.card).find((one) => (one['data'] as { verb: string }).verb === command);
  if (form === undefined) throw new Error(`No form of ${command}`);
  return form['data'] as object;
}

describe('every form that creates something', () => {
  it('does it once, also after a restart, and says who was first and when', async () => {
    const { world } = await begun();
    await world.say('alex', 'case new Printers are down sev:2 playbook:mail-block affects:email', {});
    const used: [object, Record<string, string>, string][] = [];
    let room = new TeamsRoom(world);
    for (const [command, first, second] of creating) {
      const form = await formFor(room, command);
      const { version } = await world.case();
      const { toast } = await room.presses('alex', { ...form, ...first });
      expect([command, (await world.case()).version > version, toast]).toEqual([command, true, toast]);
      used.push([form, second, command]);
      await world.later(1_000);
    }
    const { version } = await world.case();
    await world.kill();
    await world.restart('14:40');
    room = new TeamsRoom(world);
    const after = (await world.case()).version;
    expect(after).toBeGreaterThanOrEqual(version);
    for (const [form, second, command] of used) {
      const { toast } = await room.presses('megan', { ...form, ...second });
      expect([command, toast]).toEqual([command, expect.stringMatching(/from this form|This form was sent/)]);
      expect([command, toast]).toEqual([command, expect.stringMatching(/14:02.* by Alex Wilber/)]);
    }
    expect((await world.case()).version).toBe(after);
  });

  it('takes two who press at the same moment for two, of whom one was first', async () => {
    const { world, room } = await begun();
    await world.say('alex', 'case new Printers are down sev:2', {});
    const form = await formFor(room, 'ticket open');
    const fill = (words: string) => ({ ...form, vendor: 'microsoft', ref: '4711', words });
    const both = await Promise.all([room.presses('alex', fill('a')), room.presses('megan', fill('b'))]);
    expect((await world.case()).tickets.map(({ id }) => id)).toEqual(['T1']);
    expect(both.filter(({ toast }) => /T1 with Microsoft was opened from this form/.test(toast))).toHaveLength(1);
  });
});

describe('the mark of a form', () => {
  it('is not used up by a "no": what stood in the way can be mended', async () => {
    const { world, room } = await begun();
    const form = (await asked(room, 'case new')) as object;
    const no = await room.clicksOn('alex', form, 'Open case', { ...fields, title: '' });
    const again = no.replaced.at(-1)?.card;
    await room.clicksOn('alex', again, 'Open case', fields);
    const late = await room.clicksOn('alex', again, 'Open case', { ...fields, title: 'x' });
    expect(late.toast).toContain('INC-1 was opened from this form');
    expect((await world.engine.openCases()).map(({ id }) => id)).toEqual(['INC-1']);
  });

  it('that is none neither stops nor breaks anything', async () => {
    const { world, room } = await begun();
    const marks = ['x', 'a'.repeat(500), "' or 1=1 --", 7, {}, null];
    const opened = marks.flatMap((once) => [once, once]);
    for (const [i, once] of opened.entries())
      await room.presses('alex', { baton: 1, verb: 'case new', card: 'form', once, ...fields, title: `Printer ${i}` });
    expect(await world.engine.openCases()).toHaveLength(opened.length);
  });

  it('of another form, sent by somebody of a vendor, tells her nothing of the case', async () => {
    const { world, room } = await begun();
    const form = (await asked(room, 'case new')) as object;
    await room.clicksOn('alex', form, 'Open case', fields);
    await world.say('alex', 'ticket open microsoft ref:4711 via:phone "nothing prints"');
    const [button] = clicks(form);
    const { once } = (button?.['data'] ?? {}) as { once?: string };
    expect(once).toMatch(/^[\w-]{16}$/);
    const data = { baton: 1, verb: 'outsider answer', card: 'form', case: 'INC-1', once, args: { ticket: 'T1' } };
    const { posts, replaced, toast } = await room.presses('lynne', { ...data, words: 'we look' });
    expect([toast, text([...posts, ...replaced])].join()).not.toMatch(/INC-1|Alex|Printers/);
  });
});

describe('a double click on a button that asks for a form', () => {
  it('posts one form', async () => {
    const { world, room } = await begun();
    await world.say('alex', 'case new Printers are down sev:2', {});
    await world.say('alex', 'ticket open microsoft ref:4711 via:phone "nothing prints"');
    const rev = (await world.case()).version;
    const data = {
      baton: 1,
      verb: 'form',
      card: 'ticket',
      case: 'INC-1',
      rev,
      args: { command: 'ticket heard', ticket: 'T1' },
    };
    const forms = [await room.presses('megan', data), await room.presses('megan', data)];
    expect(forms.map(({ posts }) => posts.length)).toEqual([1, 0]);
    expect(forms[1]?.toast).toBe(forms[0]?.toast);
    // Somebody else has not seen hers, and later it may have scrolled away.
    expect((await room.presses('alex', data)).posts).toHaveLength(1);
    await world.later(10_000);
    expect((await room.presses('megan', data)).posts).toHaveLength(1);
  });
});
