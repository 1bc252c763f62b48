/** Facts of clocks and of the record: deadlines, holds, notices, pings, updates, notes, absences. */
import type { Case } from '../../domain/case.ts';
import type { CaseEvent } from '../../domain/events.ts';
import { entry } from '../../domain/organisation.ts';
import { between } from '../format.ts';
import type { Speech } from '../speech.ts';
import { undelivered } from './delivery.ts';
import { type BodyOf, type Fact, said } from './eventParts.ts';
import { recipient, routeKind, stageName } from './names.ts';
import { fromKey, keys, obligation } from './obligations.ts';
import { reasonWords } from './pings.ts';

/** At most four names, then how many more. */
export function held(e: BodyOf<'held'>, event: CaseEvent, state: Case, s: Speech): Fact {
  const what = keys(e.keys, state, s);
  return {
    mark: '●',
    head:
      e.kind === 'ack'
        ? `${s.name(event.by)} is on it until ${s.at(e.until)}: ${what}`
        : `${s.name(event.by)} snoozed until ${s.at(e.until)}: ${what}`,
    named: true,
    short: `${e.kind === 'ack' ? 'On it' : 'Snoozed'} until ${s.short(e.until)}: ${what}`,
    more: [
      said(e.reason, s.quote),
      e.until < e.wished ? `${s.at(e.wished)} was wanted, that is longer than allowed` : '',
    ],
  };
}

export function passed(e: BodyOf<'passed'>, event: CaseEvent, state: Case, s: Speech): Fact {
  return {
    mark: '•',
    head: `${s.name(e.to)} has it now: ${obligation(fromKey(e.key, state), state, s)}`,
    named: event.by === e.from,
    ...(event.by === e.from && { short: `Not mine: ${s.name(e.to)} has it now` }),
    more: [`instead of ${s.name(e.from)}`, said(e.words, s.quote)],
  };
}

export function noticeStarted(e: BodyOf<'notice-started'>, s: Speech): Fact {
  return {
    mark: '●',
    head: `The clock for reports to ${s.text(e.clock.recipient.name, 60)} runs`,
    strong: true,
    more: [`since ${s.at(e.startedAt)}`, s.text(e.clock.name, 80), s.text(e.clock.rule, 80)],
  };
}

export function noticeSent(e: BodyOf<'notice-sent'>, state: Case, s: Speech): Fact {
  return {
    mark: '✓',
    head: `Reported to ${recipient(e.clock, state, s)}: ${stageName(e.stage, s)}`,
    more: [`reference ${s.text(e.reference, 60)}`, e.via === undefined ? '' : `by ${s.text(e.via, 40)}`],
  };
}

export function noticeUndone(e: BodyOf<'notice-undone'>, state: Case, s: Speech): Fact {
  return {
    mark: '○',
    head: `Taken back, as if never reported to ${recipient(e.clock, state, s)}: ${stageName(e.stage, s)}`,
    more: [`reference ${s.text(e.reference, 60)}`],
  };
}

export function noticeWaived(e: BodyOf<'notice-waived'>, state: Case, s: Speech): Fact {
  return {
    mark: '○',
    head: `No report to ${recipient(e.clock, state, s)} is needed`,
    more: [s.quote(e.reason), `approved by ${s.name(e.approvedBy)}`],
  };
}

/** Facts are read with the newest state: whoever says that it is not theirs is not to be called about it, but somebody must be found. */
function toCall(person: string, { disowned, directory }: Case, s: Speech): string {
  if (!Object.hasOwn(disowned, person)) return `${s.name(person)} must be called`;
  const vendor = entry(directory.people, person)?.organisation;
  const where = vendor === undefined ? 'there' : `at ${s.vendor(vendor)}`;
  return `${s.name(person)} says that it is not theirs: find out who it is ${where}`;
}

export function pinged(e: BodyOf<'pinged'>, state: Case, s: Speech): Fact {
  const { ping } = e;
  const whom = [...ping.people.map((id) => s.name(id)), ...(ping.channel ? ['the channel'] : [])];
  return {
    mark: '↑',
    head: whom.length === 0 ? 'Nobody could be pinged' : `${s.list(whom)} pinged`,
    named: true,
    strong: ping.reason === 'deadline' || ping.targets.includes('account-manager'),
    more: [
      obligation(fromKey(ping.key, state), state, s),
      reasonWords(ping, state, s),
      ping.callFor === undefined ? '' : toCall(ping.callFor, state, s),
    ],
  };
}

export function wasAway(e: BodyOf<'was-away'>, state: Case, s: Speech): Fact {
  return {
    mark: '▲',
    head: `Baton was away for ${between(e.from, e.to)}`,
    strong: true,
    more: [
      s.fromTo(e.from, e.to),
      e.fellDue.length === 0 ? 'nothing fell due' : `fell due meanwhile: ${keys(e.fellDue, state, s)}`,
    ],
  };
}

export function clockSetBack(e: BodyOf<'clock-set-back'>, { at }: CaseEvent): Fact {
  return {
    mark: '▲',
    head: `Baton’s clock was ${between(at, e.from)} ahead and has been set back`,
    strong: true,
    more: [
      'what it asked in that time came too early',
      'everything that it counted from then is asked as much earlier',
    ],
  };
}

export function wrongPerson(e: BodyOf<'wrong-person'>, event: CaseEvent, state: Case, s: Speech): Fact {
  return {
    mark: e.instead === true ? '●' : '✕',
    head: `${s.name(e.person)} says${e.instead === true ? ' who it is instead' : ': I am the wrong person'}`,
    named: event.by === e.person,
    strong: true,
    more: [
      said(e.words, s.quote),
      e.keys.length === 0 ? '' : `about ${keys(e.keys, state, s)}`,
      e.unasked === true ? 'nobody had asked yet' : '',
    ],
  };
}

export function onItLate(e: BodyOf<'on-it-late'>, event: CaseEvent, state: Case, s: Speech): Fact {
  return {
    mark: '●',
    head: `${s.name(event.by)} says: I'm on it until ${s.at(e.until)}`,
    named: true,
    strong: true,
    more: [`about ${keys(e.keys, state, s)}`, 'others had been asked since, so the reminders go on'],
  };
}

export function deliveryFailed(e: BodyOf<'delivery-failed'>, state: Case, s: Speech): Fact {
  return {
    mark: '✕',
    head: `${s.name(e.person)} could not be reached`,
    strong: true,
    more: [undelivered(e.reason, s, 120), e.keys.length === 0 ? '' : `about ${keys(e.keys, state, s)}`],
  };
}

export function channelShut(e: BodyOf<'channel-shut'>, state: Case, s: Speech): Fact {
  return {
    mark: '✕',
    head: 'Baton cannot post in the incident channel',
    strong: true,
    more: [undelivered(e.reason, s, 120), e.keys.length === 0 ? '' : `about ${keys(e.keys, state, s)}`],
  };
}

/** For the timeline alone: whoever was asked too late because of it hears that with the late ping itself. */
export function timersMended(e: BodyOf<'timers-mended'>, state: Case, s: Speech): Fact {
  return {
    mark: '▲',
    head: 'Baton put reminders of this case right again',
    strong: true,
    more: [
      e.lost.length === 0 ? '' : `were lost: ${keys(e.lost, state, s)}`,
      e.moved.length === 0 ? '' : `stood at a wrong time: ${keys(e.moved, state, s)}`,
      e.extra === 0 ? '' : `${e.extra} too many`,
    ],
  };
}

/** Whether it was seen stands in the newest state: facts do not know what came after them. */
export function pingCarried(e: BodyOf<'ping-carried'>, event: CaseEvent, state: Case, s: Speech): Fact {
  const now = state.carried.find((one) => one.person === e.person && one.at === event.at);
  const seen = now && (now.confirmedAt === undefined ? 'not confirmed' : `confirmed ${s.at(now.confirmedAt)}`);
  return {
    mark: '•',
    head: `${s.name(e.person)} was asked by ${routeKind(e.way)}`,
    more: [
      e.keys.length === 0 ? '' : `about ${keys(e.keys, state, s)}`,
      ...e.passedOver.map(({ way, reason }) => `not by ${routeKind(way)}: ${s.text(reason, 120)}`),
      seen,
    ],
  };
}
