/** The case's first line: what happens next, who does it, by when, and the buttons that settle it. */

import { newestAct } from '../../domain/acts.ts';
import type { Clock } from '../../domain/case.ts';
import { fixedDeadline } from '../../domain/deadlineGrid.ts';
import { lateSince } from '../../domain/next.ts';
import type { Obligation } from '../../domain/obligation.ts';
import type { Instant } from '../../domain/time.ts';
import { between, DOT } from '../../words/format.ts';
import { stepText } from '../../words/stepText.ts';
import { type Band, type BandStyle, band } from '../blocks/band.ts';
import { actionSet } from '../blocks/button.ts';
import { line, type Part } from '../blocks/line.ts';
import { MARK } from '../blocks/marks.ts';
import { foldedLines } from '../blocks/toggle.ts';
import type { Element } from '../render.ts';
import { clockFor, comingOf, holdOf, type Scene, whom } from '../scene.ts';
import { endingButtons } from './endingButtons.ts';
import { cautionsOf } from './stepWays.ts';
import { isPressing, markOf } from './urgency.ts';

/** The most pressing obligation as a band; a closed case says so. */
export function caseBand(scene: Scene, next: Obligation | undefined): Element {
  return next === undefined ? closedBand(scene) : band(bandOf(scene, next));
}

/** The same line for those who hear the card or see no card at all. */
export function caseSpeak(scene: Scene, next: Obligation | undefined): string {
  const { state, s, c } = scene;
  const title = `${state.id}: ${s.text(state.title, 80)}`;
  if (next === undefined) return `${c.closed}. ${title}`;
  return `${captionOf(scene, next).caption}: ${actionOf(scene, next)}, ${whoActs(scene, next)}. ${title}`;
}

function bandOf(scene: Scene, ob: Obligation): Band {
  const { caption, style } = captionOf(scene, ob);
  const buttons = endingButtons(scene, ob);
  return {
    style,
    caption: `${MARK[promised(ob) ? 'running' : markOf(scene, ob)]} ${caption}`,
    action: actionOf(scene, ob),
    line: whoLine(scene, ob),
    more: [...coming(scene, ob), ...help(scene, ob)],
    ...(buttons.length > 0 ? { buttons: actionSet(buttons) } : {}),
  };
}

const promised = (ob: Obligation) => ob.notBefore !== undefined;

/** What the vendor promised, which may be later than what it holds: a promise holds at most until the next deadline ping. */
function promisedBy({ state }: Scene, { about, notBefore }: Obligation): Instant | undefined {
  const promises = state.tickets.find(({ id }) => id === about.ticket)?.promises ?? [];
  return promises.find(({ status, holdsUntil }) => status === 'running' && holdsUntil === notBefore)?.by;
}

function captionOf(scene: Scene, ob: Obligation): { caption: string; style: BandStyle } {
  const { s, c, now } = scene;
  if (ob.notBefore !== undefined && ob.notBefore > now)
    return { caption: c.nextPromised(s.short(promisedBy(scene, ob) ?? ob.notBefore)), style: 'warning' };
  const style = isPressing(scene, ob) ? 'attention' : 'emphasis';
  if (ob.kind === 'choose-route') return { caption: c.nextBlocked, style };
  if (ob.kind === 'ticket') return { caption: c.nextIdle(between(ob.due, now)), style };
  const fixed = ob.kind === 'deadline' ? fixedDeadline(scene.state, ob.about.vendor ?? '') : null;
  if (fixed?.asked !== undefined) return { caption: c.nextDeadlinePassed(s.short(fixed.at)), style };
  if (ob.due < now) return { caption: c.nextLate(between(ob.due, now)), style };
  return { caption: c.nextDue(s.short(ob.due)), style };
}

/** A vendor's silence reads as what the ladder asks of people now. */
export function actionOf(scene: Scene, ob: Obligation): string {
  const { state, s, w, c } = scene;
  if (ob.kind === 'step') return stepText(w.obligation(ob, state, s)).head;
  if (ob.kind !== 'ticket') return w.obligation(ob, state, s);
  const rungs = ob.ladder?.ladder.rungs ?? [];
  const { position } = clockFor(scene, ob);
  if (position === 0) return c.waitFor(s.vendor(ob.about.vendor ?? ''));
  return w.rung(rungs[Math.min(position, rungs.length) - 1]?.do, ob, state, s);
}

/** A vendor's silence that nobody answers waits for those who were asked last; everything else for its holder. */
function whoActs(scene: Scene, ob: Obligation): string {
  const asked = askedLast(scene, ob);
  return asked ? whom(scene, asked.people, asked.people.length === 0) : scene.w.holder(ob, scene.s);
}

function askedLast(scene: Scene, ob: Obligation): Clock['last'] {
  const unanswered = ob.ladder?.name !== 'own' && lateSince(scene.state, ob, scene.now) !== null;
  return unanswered ? clockFor(scene, ob).last : undefined;
}

function whoLine(scene: Scene, ob: Obligation): (string | Part)[] {
  const { state, s, w, c, now } = scene;
  const who = { text: whoActs(scene, ob), bold: true };
  const name = ob.kind === 'update' || ob.kind === 'decide-next' ? '' : w.obligationName(ob, state, s);
  const hold = holdOf(scene, ob);
  const rest = [name];
  if (hold)
    rest.push(
      hold.by === heldBy(ob) ? c.onItUntil(s.short(hold.until)) : c.isOnIt(s.name(hold.by), s.short(hold.until)),
    );
  else if (ob.kind === 'ticket' || ob.kind === 'deadline') {
    const asked = askedLast(scene, ob);
    if (ob.kind === 'ticket') rest.push(c.sinceTime(s.short(ob.due)));
    if (asked) rest.push(c.askedAt(s.short(asked.at)));
  } else if (ob.due < now) rest.push(c.wasDue(s.short(ob.due)));
  return [who, ...rest.filter((part) => part !== '').map((part) => DOT + part)];
}

/** Who is asked about a vendor's silence next. Where somebody has been asked it stands in the ticket's own row. */
function coming(scene: Scene, ob: Obligation): Element[] {
  if ((ob.kind !== 'ticket' && ob.kind !== 'deadline') || holdOf(scene, ob) || askedLast(scene, ob)) return [];
  const { s, c } = scene;
  const { at, people, channel } = comingOf(scene, ob);
  return [line(c.upper(c.nobodyAnswers(s.short(at), whom(scene, people, channel))), { spacing: 'None' })];
}

const heldBy = (ob: Obligation) => ('person' in ob.holder ? ob.holder.person : null);

/** The rest of a step's text, and folded behind it what helps to do it and what to say. */
function help(scene: Scene, ob: Obligation): Element[] {
  const { state, s, c } = scene;
  const step = state.steps.find((x) => x.number === ob.about.step);
  if (ob.kind !== 'step' || !step) return [];
  const { rest } = stepText(s.text(step.text));
  const how = [...(step.hint ?? '').split('\n'), step.script ? s.quote(step.script, 600) : ''].filter(
    (l) => l.trim() !== '',
  );
  return [
    ...(rest === '' ? [] : [line(rest)]),
    ...cautionsOf(scene, step.number, true).map((caution) => line(`${MARK.blocked} ${caution}`, { bold: true })),
    ...foldedLines(
      'step-help',
      c.how,
      how.slice(0, 8).map((l) => line(s.text(l, 300), { size: 'Small' })),
    ),
  ];
}

function closedBand({ state, s, c }: Scene): Element {
  const at = state.closedAt ?? state.lastAt;
  const by = newestAct(state.acts, (name) => name === 'case.close')?.by;
  return band({
    style: 'emphasis',
    caption: `${MARK.done} ${c.closed}`,
    action: c.nothingOwed,
    line: [...(by ? [{ text: s.name(by), bold: true }, DOT] : []), c.closedAt(s.short(at))],
  });
}
