// Every row of the table has help, an example that means itself, a typed twin and a form that says the same as typing.
// Not here: that each intent and query has a route through the bot (its own rooms' tests).
import { describe, expect, test } from 'vitest';
import { filledOf, lookFor } from '../../src/grammar/assemble.ts';
import { buttonCommands } from '../../src/grammar/commands/buttons.ts';
import { gather } from '../../src/grammar/gather.ts';
import { headOf } from '../../src/grammar/head.ts';
import { commandLists, commands, formOf, helpFor, parse, readSubmit, rowOf } from '../../src/grammar/index.ts';
import { Tape, tokens } from '../../src/grammar/tokens.ts';
import { typedLine } from '../../src/grammar/typed.ts';
import type { CommandRow, ParseContext, Parsed } from '../../src/grammar/types.ts';
import { usageOf } from '../../src/grammar/usage.ts';
import { argumentAsk, argumentLabel, choiceTitle } from '../../src/words/en/forms.ts';
import { commandHelp, formTitle } from '../../src/words/en/help.ts';
import { otherNames } from '../../src/words/en/otherNames.ts';
import { namesOf, speechOf } from '../../src/words/speech.ts';
import { inCase, storyWith, thread } from './context.ts';

const examples = commands.flatMap((row) => {
  const help = commandHelp[row.path as keyof typeof commandHelp];
  return help.examples.map((example) => [example, row] as [string, CommandRow]);
});

/** The command table of product.md, row by row, without the audiences of `update`, which are not built yet. */
const promised = [
  'case new <title> [sev:2] [playbook:<id>] [affects:email,sso]',
  'case list [open|mine|overdue|all]',
  'case show',
  'case set [sev:2] [affects:+sso] [title:"…"] [aware:08:00] [control:ours|vendor] [vendor:<id>]',
  'case own @x',
  'case handover @x ["…"]',
  'case accept',
  'case decline ["…"]',
  'role <role> @x',
  'case resolve "…"',
  'case close',
  'case reopen "…"',
  'case adopt',
  'step list',
  'step 2 done ["…"]',
  'step 2 assign @x [due:20m] ["reason"]',
  'step 2 due:40m ["reason"]',
  'step 2 na "reason"',
  'step 2 undo',
  'step add "…" [due:1h] [owner:@x]',
  'step form',
  'ticket open <vendor> [ref:<no>] [sev:A] [via:portal] [owner:@x] "…"',
  'ticket ref T1 <no>',
  'ticket list',
  'ticket show T1',
  'ticket pressure T1',
  'ticket own T1 @x',
  'ticket sent T1 via:phone "…"',
  'ticket heard T1 "…" [quoted:K-7QM4X]',
  'ticket auto T1 "…"',
  'ticket wants T1 "…" via:mail [due:18:00]',
  'ticket promise T1 by:14:00 ["…"]',
  'ticket call T1 result:no-effect [whom:support] ["…"]',
  'ticket escalate T1 ["…"]',
  'ticket fixed T1 ["…"]',
  'ticket verify T1 ok|fail ["…"]',
  'ticket close T1 ["…"] [reason:mistake]',
  'ticket reopen T1 "…"',
  'pack build T1 [without:people] ["…"]',
  'pack show [1]',
  'pack send T1 via:portal [pack:2] ["…"]',
  'pack receipt T1 "…" [quoted:K-7QM4X]',
  'pack speak [1]',
  'pack link [1]',
  'pack revoke [1]',
  'vendor list',
  'vendor show <vendor>',
  'vendor check [<vendor>]',
  'vendor right <contact>',
  'vendor changed <contact> [phone:"…"] [email:"…"]',
  'ack by:15:00 [T1|step 2]',
  'snooze 45m "reason" [T1|step 2]',
  'decline [T1|step 2] ["…"]',
  'notice list',
  'notice start <id>',
  'notice reported <id> ref:<no> [via:phone] [stage:interim]',
  'notice final <id> ref:<no> [via:phone]',
  'notice undo <id> [stage:final]',
  'notice waive <id> reason:"…" by:@x',
  'update "…" [next:30m]',
  'note "…"',
  'decide "…" because:"…"',
  'timeline',
  'retro done "…"',
  'report [link|revoke]',
  'help [command]',
];

/** What the form of that command would be filled with if the line were typed into it. */
function filledBy(line: string, row: CommandRow, ctx: ParseContext): Record<string, string> {
  const tape = new Tape(line);
  const found = headOf(tokens(tape), ctx);
  if (found.found !== 'row' || found.row !== row) throw new Error(`${line} is not ${row.path}`);
  const { texts, caseId } = gather(row, found.rest, tape, lookFor(row, ctx.threadCase, ctx));
  return { ...filledOf(row, texts, caseId ?? ctx.threadCase, ctx) };
}

/** A form sent back: its own arguments, the button's, and what stands in its fields. */
function sent(command: string, filled: Record<string, string>, ctx: ParseContext, parsed: Parsed): unknown {
  const caseId = 'caseId' in parsed ? parsed.caseId : null;
  const form = formOf(command, caseId, filled, ctx);
  if (!form) throw new Error(`no form for ${command}`);
  const inputs = Object.fromEntries(form.fields.map((field) => [field.name, field.value ?? '']));
  const button = form.submits.at(-1);
  return {
    baton: 1,
    verb: form.command,
    card: 'form',
    ...(form.caseId && { case: form.caseId }),
    args: { ...form.args, ...button?.args },
    ...inputs,
  };
}

describe('the table', () => {
  test('is the command table of the product', () => {
    expect(commands.map(usageOf)).toEqual(promised);
  });

  test('has no help for a command that does not exist, and no other name for one', () => {
    const paths = commands.map((row) => row.path);
    expect(Object.keys(commandHelp).sort()).toEqual([...paths].sort());
    for (const path of Object.values(otherNames)) expect(paths).toContain(path);
    for (const name of Object.keys(otherNames)) expect(paths).not.toContain(name);
  });

  test.each(commands.map((row) => [row.path, row] as const))('%s has help, labels, and a form', (path, row) => {
    const help = commandHelp[path as keyof typeof commandHelp];
    expect(help.does).toMatch(/^\S.*[.]$/);
    expect(help.examples.length).toBeGreaterThan(0);
    expect(helpFor(path)).toMatchObject({ kind: 'command', line: { path, usage: usageOf(row) } });
    expect(formTitle(path)).not.toBe('');
    for (const [name, arg] of Object.entries(row.args)) {
      if (arg.hidden) continue;
      expect(argumentLabel(path, name), name).not.toBe(name);
      if (arg.required) expect(argumentAsk(path, name)).not.toBe('');
    }
    const form = formOf(path, row.needsCase ? 'INC-1' : null, {}, thread);
    expect(form).toMatchObject({ command: path, title: help.form });
    expect(form?.fields.map((field) => field.name)).not.toContain('case');
    expect(formOf(path, null, {}, thread)?.fields[0]?.name === 'case').toBe(row.needsCase);
  });

  test.each(examples)('the example: %s', (example, row) => {
    const parsed = parse(example, thread);
    expect(parsed.kind).toBe(row.asks);
    if (parsed.kind === 'intent') expect(intentPath(parsed, row)).toBe(true);
  });

  test.each(examples)('typed as a form says it: %s', (example, row) => {
    const direct = parse(example, thread);
    const filled = filledBy(example, row, thread);
    const named = 'caseId' in direct && direct.caseId !== thread.threadCase && direct.caseId !== null;
    const line = typedLine(row, filled, named ? (direct.caseId as string) : undefined);
    expect(parse(line, thread), line).toEqual(direct);
  });

  test.each(['he said "stop"', '“quoted”', "don't", '"a" “b”', 'two\nlines', ': key:value', 'sev:1 INC-9 T3'])(
    'the typed twin keeps words such as %j',
    (words) => {
      const row = rowOf('decide');
      if (!row) throw new Error('there is no decide');
      expect(parse(typedLine(row, { words, because: words }), thread)).toMatchObject({
        intent: { words, because: words },
      });
    },
  );

  test.each(examples)('sent by its form: %s', (example, row) => {
    const direct = parse(example, thread);
    expect(readSubmit(sent(row.path, filledBy(example, row, thread), thread, direct), thread)).toEqual(direct);
  });

  test('with a case at hand a form says the same as typing, too', () => {
    const ctx = inCase(storyWith(2));
    for (const [example, row] of examples) {
      const direct = parse(example, ctx);
      if (direct.kind !== 'intent') continue;
      expect(readSubmit(sent(row.path, filledBy(example, row, ctx), ctx, direct), ctx), example).toEqual(direct);
    }
  });

  test('every line of every list of every form has a title', () => {
    const story = storyWith(2);
    const ctx = inCase(story);
    const s = speechOf(namesOf(story.case), { now: story.now, language: 'en', medium: 'plain' });
    for (const row of [...commands, ...buttonCommands]) {
      for (const field of formOf(row.path, 'INC-1', { vendor: 'microsoft', ticket: 'T1' }, ctx)?.fields ?? []) {
        expect(new Set(field.choices?.map((one) => one.value)).size).toBe(field.choices?.length ?? 0);
        for (const one of field.choices ?? []) {
          const title = choiceTitle(one, field.name, s, story.case);
          expect(title.trim(), `${row.path} ${field.name} ${one.value}`).not.toBe('');
          if (one.is === 'word') expect(title, `${row.path} ${field.name}`).not.toBe(one.value);
        }
      }
    }
  });
});

function intentPath(parsed: Extract<Parsed, { kind: 'intent' }>, row: CommandRow): boolean {
  const other: Readonly<Record<string, string>> = { 'step due': 'step.redate', role: 'role.assign' };
  return parsed.intent.type === (other[row.path] ?? row.path.replace(' ', '.'));
}

describe('help', () => {
  test('the overview names every command once and is short enough for a card', () => {
    const help = helpFor();
    if (help.kind !== 'overview') throw new Error('expected the overview');
    const lines = help.groups.flatMap((group) => group.lines);
    expect(lines.map((line) => line.path).sort()).toEqual(commands.map((row) => row.path).sort());
    expect(help.groups.every((group) => group.title.length > 3)).toBe(true);
    // Usage lines alone; every line of a card costs some 160 bytes more.
    expect(Buffer.byteLength(JSON.stringify(lines.map((line) => line.usage))) + lines.length * 160).toBeLessThan(
      20_000,
    );
  });

  test.each([
    ['ticket', 'group'],
    ['CASE', 'group'],
    ['step 2 done', 'command'],
    ['/ack', 'command'],
    ['ticket heard T1', 'command'],
    ['"note"', 'command'],
    ['tickt herd', 'unknown'],
    ['outsider wrong', 'unknown'],
    ['__proto__', 'unknown'],
    ['', 'overview'],
    [' ', 'overview'],
    ['x'.repeat(10_000), 'unknown'],
  ])('for %j', (command, kind) => {
    expect(helpFor(command).kind).toBe(kind);
  });

  test('for a slip offers the nearest command', () => {
    expect(helpFor('ticket herd')).toMatchObject({ kind: 'unknown', nearest: { path: 'ticket heard' } });
  });
});

describe("the manifest's lists", () => {
  test('keep to the schema: three lists, twelve commands, short titles, one list for each scope', () => {
    const lists = commandLists();
    expect(lists.map((list) => list.scopes)).toEqual([['team'], ['groupChat'], ['personal']]);
    for (const { commands: listed, triggers } of lists) {
      expect(triggers).toContain('mention');
      expect(listed.length).toBeGreaterThan(6);
      expect(listed.length).toBeLessThanOrEqual(12);
      for (const { title, description } of listed) {
        expect(rowOf(title)).toBeDefined();
        expect(title.length).toBeLessThanOrEqual(32);
        expect(description.length).toBeLessThanOrEqual(128);
      }
    }
    expect(lists.filter((list) => list.triggers.includes('slash')).map((list) => list.scopes[0])).toEqual([
      'team',
      'groupChat',
    ]);
  });

  test('leave out nothing that a row asks for', () => {
    for (const scope of ['team', 'groupChat', 'personal'] as const)
      expect(commands.filter((row) => row.lists.includes(scope)).length).toBeLessThanOrEqual(12);
  });
});
