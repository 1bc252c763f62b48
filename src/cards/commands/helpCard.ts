/** Help as cards: all commands by group, one group, or one command with its examples and its form. */
import type { Case } from '../../domain/case.ts';
import { type Help, type HelpLine, helpFor } from '../../grammar/help.ts';
import { rowOf } from '../../grammar/table.ts';
import { formTitle, helpIntro, helpMore, helpTimes } from '../../words/en/help.ts';
import { markdown } from '../../words/escape.ts';
import { DOT } from '../../words/format.ts';
import { noNames } from '../../words/speech.ts';
import { band } from '../blocks/band.ts';
import { actionSet, button, formButton } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { line } from '../blocks/line.ts';
import { MARK } from '../blocks/marks.ts';
import { row } from '../blocks/row.ts';
import { section } from '../blocks/section.ts';
import { cautionFor } from '../case/stepWays.ts';
import type { Origin, Post, ViewContext } from '../post.ts';
import type { Element } from '../render.ts';
import { sceneOf } from '../scene.ts';
import { cardVoice, type Voice } from '../voice.ts';

const on: Origin = { card: 'help' };

/** Where the help names ways to a vendor: those that lead nowhere in the case in whose thread it was asked for. */
export function deadWaysNotice(query: { command?: string }, state: Case, view: ViewContext): string | undefined {
  if (!/via:/u.test(JSON.stringify(helpFor(query.command)))) return undefined;
  const scene = sceneOf(state, view, 'help');
  const cautions = (['phone', 'portal', 'email'] as const).flatMap((kind) => cautionFor(scene, kind) ?? []);
  return cautions.length === 0 ? undefined : cautions.join(DOT);
}

/** `notice`: a sentence for the band, when somebody did not ask for help but was not understood. */
export function helpPost(query: { command?: string }, view: ViewContext, notice?: string): Post {
  const voice = cardVoice(noNames, view);
  const help = helpFor(query.command);
  const { words, s } = voice;
  const unknown = help.kind === 'unknown' ? words.cards.notUnderstood(s.quote(help.heard, 60)) : undefined;
  const shown = help.kind !== 'unknown' ? help : help.nearest === null ? helpFor() : commandHelp(help.nearest);
  const said =
    notice ?? (help.kind === 'unknown' && help.nearest ? words.cards.heardInstead(s.quote(help.heard, 60)) : unknown);
  const title = titleOf(shown, voice);
  const card = frame('form', said === undefined ? title : `${said} ${title}`, {
    header: header(title, shown.kind === 'overview' ? helpIntro : []),
    band: said === undefined ? [] : band({ style: 'emphasis', caption: `${MARK.fact} ${said}` }),
    fields: bodyOf(shown, voice),
    foot: foot(shown.kind === 'overview' ? `${helpTimes} ${helpMore}` : helpTimes),
    buttons: actionSet(buttonsOf(shown, voice)),
  });
  return { card, summary: title };
}

const commandHelp = (found: HelpLine): Help => ({ kind: 'command', line: found });

function titleOf(help: Help, { words }: Voice): string {
  switch (help.kind) {
    case 'overview':
    case 'unknown':
      return words.cards.help;
    case 'group':
      return help.title;
    case 'command':
      return formTitle(help.line.path);
  }
}

function bodyOf(help: Help, { words }: Voice): Element[] {
  switch (help.kind) {
    case 'unknown':
      return [];
    case 'overview':
      return help.groups.flatMap(({ title, lines }) =>
        section({ title, rows: lines.map(({ usage }) => typed(usage)) }),
      );
    case 'group':
      return help.lines.map(({ usage, does }) => row({ mark: 'fact', first: usage, bold: true, second: does }));
    case 'command': {
      const { usage, does, examples } = help.line;
      const lines = examples.map((example) => line(example, { spacing: 'Small' }));
      return [
        line(usage, { bold: true, spacing: 'Medium' }),
        line(does),
        ...section({ title: words.cards.examples, rows: lines }),
      ];
    }
  }
}

/** Our own words, and many of them: a TextBlock each, since lines of a RichTextBlock are taller. */
function typed(usage: string): Element {
  return { type: 'TextBlock', text: markdown(usage), wrap: true, size: 'Small', spacing: 'Small' };
}

/** A command that takes arguments leads to its form. */
function buttonsOf(help: Help, { words }: Voice): Element[] {
  const cases = button(on, words.buttons.cases, 'case list');
  if (help.kind === 'overview' || help.kind === 'unknown')
    return [formButton(on, words.buttons.newCase, 'case new'), cases];
  const all = button(on, words.cards.help, 'help');
  if (help.kind === 'group') return [all];
  const found = rowOf(help.line.path);
  const form = found !== undefined && found.asks === 'intent';
  return [...(form ? [formButton(on, words.cards.fillForm, help.line.path, {}, { positive: true })] : []), all];
}
