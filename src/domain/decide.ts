/**
 * The decider: a command and a state give facts or a refusal. Pure; every ordinary "no" is a value. It throws only when the
 * core contradicts itself, never because of what somebody typed or clicked.
 */
import type { Case } from './case.ts';
import type { Command, Intent } from './commands.ts';
import * as ending from './decisions/ending.ts';
import * as holds from './decisions/holds.ts';
import { textTooLong } from './decisions/limits.ts';
import { mended } from './decisions/mended.ts';
import * as news from './decisions/news.ts';
import * as notices from './decisions/notices.ts';
import { open } from './decisions/opening.ts';
import * as ownership from './decisions/ownership.ts';
import * as packs from './decisions/packs.ts';
import * as people from './decisions/people.ts';
import { forbidden } from './decisions/permit.ts';
import { set } from './decisions/set.ts';
import { setBack } from './decisions/setBack.ts';
import * as steps from './decisions/steps.ts';
import { tick } from './decisions/tick.ts';
import * as ball from './decisions/ticketBall.ts';
import * as words from './decisions/ticketWords.ts';
import { undo as undoNotice } from './decisions/undoNotice.ts';
import { type Draft, draftOn } from './draft.ts';
import type { CaseEvent } from './events.ts';
import { withFirst } from './firstMover.ts';
import type { Refusal } from './refusal.ts';
import { staleClick } from './stale.ts';

export type Decision = { events: CaseEvent[] } | { refusal: Refusal };

/** What is written down, and links that must end. */
const alsoOnClosed: readonly Intent['type'][] = ['case.reopen', 'note', 'pack.revoke'];

/** On a closed case only reopening means anything; the clock and the courier find nothing to do. */
function notOnClosed(command: Command, state: Case): Refusal | null {
  const { type } = command.intent;
  if (state.status !== 'closed' || alsoOnClosed.includes(type) || command.by.kind === 'system') return null;
  return { no: 'case-closed', caseId: state.id, closedAt: state.closedAt ?? state.lastAt };
}

export function decide(command: Command, state: Case | null): Decision {
  const { intent } = command;
  if (intent.type === 'case.new')
    return state ? { refusal: { no: 'nothing-changes', what: 'case new' } } : open(command, intent);
  if (!state) return { refusal: { no: 'no-such-case', caseId: command.caseId } };
  const barred =
    forbidden(command, state) ?? staleClick(command, state) ?? notOnClosed(command, state) ?? textTooLong(intent);
  if (barred) return { refusal: withFirst(command, state, barred) };
  const draft = draftOn(state, command);
  const refusal = dispatch(draft);
  return refusal ? { refusal: withFirst(command, state, refusal) } : { events: [...draft.events] };
}

function dispatch(d: Draft): Refusal | undefined {
  const { intent } = d.command;
  switch (intent.type) {
    case 'case.new':
      return undefined;
    case 'case.set':
      return set(d, intent);
    case 'case.own':
      return ownership.own(d, intent);
    case 'case.handover':
      return ownership.handover(d, intent);
    case 'case.accept':
      return ownership.accept(d);
    case 'case.decline':
      return ownership.decline(d, intent);
    case 'case.resolve':
      return ending.resolve(d, intent);
    case 'case.close':
      return ending.close(d);
    case 'case.reopen':
      return ending.reopen(d, intent);
    case 'case.adopt':
      return people.adopt(d);
    case 'role.assign':
      return ownership.assignRole(d, intent);
    case 'step.done':
      return steps.done(d, intent);
    case 'step.assign':
      return steps.assign(d, intent);
    case 'step.redate':
      return steps.redate(d, intent);
    case 'step.na':
      return steps.notApplicable(d, intent);
    case 'step.undo':
      return steps.undo(d, intent);
    case 'step.add':
      return steps.add(d, intent);
    case 'ticket.open':
      return words.open(d, intent);
    case 'ticket.ref':
      return words.reference(d, intent);
    case 'ticket.own':
      return words.own(d, intent);
    case 'ticket.sent':
      return words.sent(d, intent);
    case 'ticket.heard':
      return words.heard(d, intent);
    case 'ticket.auto':
      return words.auto(d, intent);
    case 'ticket.question':
      return words.question(d, intent);
    case 'ticket.wants':
      return ball.wants(d, intent);
    case 'ticket.promise':
      return ball.promise(d, intent);
    case 'ticket.call':
      return ball.call(d, intent);
    case 'ticket.escalate':
      return ball.escalate(d, intent);
    case 'ticket.fixed':
      return ball.fixed(d, intent);
    case 'ticket.verify':
      return ball.verify(d, intent);
    case 'ticket.close':
      return ball.close(d, intent);
    case 'ticket.reopen':
      return ball.reopen(d, intent);
    case 'pack.build':
      return packs.build(d, intent);
    case 'pack.send':
      return packs.send(d, intent);
    case 'pack.receipt':
      return packs.receipt(d, intent);
    case 'pack.link':
      return packs.link(d, intent);
    case 'pack.revoke':
      return packs.revoke(d, intent);
    case 'pack.downloaded':
      return packs.downloaded(d, intent);
    case 'ack':
      return holds.ack(d, intent);
    case 'snooze':
      return holds.snooze(d, intent);
    case 'decline':
      return holds.decline(d, intent);
    case 'notice.start':
      return notices.start(d, intent);
    case 'notice.reported':
      return notices.reported(d, intent);
    case 'notice.final':
      return notices.final(d, intent);
    case 'notice.undo':
      return undoNotice(d, intent);
    case 'notice.waive':
      return notices.waive(d, intent);
    case 'update':
      return news.update(d, intent);
    case 'note':
      return news.note(d, intent);
    case 'decide':
      return news.decide(d, intent);
    case 'retro.done':
      return news.retro(d, intent);
    case 'tick':
      return tick(d, intent);
    case 'people':
      return people.people(d, intent);
    case 'undelivered':
      return people.undelivered(d, intent);
    case 'carried':
      return people.carried(d, intent);
    case 'heard-of':
      return people.heardOf(d, intent);
    case 'channel-shut':
      return people.channelShut(d, intent);
    case 'clock-set-back':
      return setBack(d);
    case 'mended':
      return mended(d, intent);
  }
}
