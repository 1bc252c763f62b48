/** Every fact of a case in words; the switch has no default, so the compiler names the fact that was forgotten. */
import type { Case } from '../../domain/case.ts';
import type { CaseEvent } from '../../domain/events.ts';
import { system } from '../../domain/people.ts';
import type { EventWords } from '../catalogue.ts';
import type { Speech } from '../speech.ts';
import * as ofCase from './caseEvents.ts';
import * as ofClock from './clockEvents.ts';
import { type Fact, said } from './eventParts.ts';
import { affected } from './names.ts';
import * as ofPack from './packEvents.ts';
import * as ofStep from './stepEvents.ts';
import * as ofTicket from './ticketEvents.ts';

/** Heading and details; whoever made the fact stands first among the details, unless the heading names them. */
export function event(of: CaseEvent, state: Case, s: Speech): EventWords {
  const { mark, head, more = [], strong, named, short } = fact(of, state, s);
  const author = named === true || of.by === system ? '' : s.name(of.by);
  const details = [author, ...more].filter((part): part is string => part !== undefined && part !== '');
  const brief = { short: short ?? head, named: short === undefined && (named === true || of.by === system) };
  return { mark, head, more: details, ...brief, ...(strong === true && { strong }) };
}

function fact(of: CaseEvent, state: Case, s: Speech): Fact {
  const e = of.body;
  switch (e.type) {
    case 'case-opened':
      return ofCase.caseOpened(e, of, s);
    case 'severity-changed':
      return ofCase.severityChanged(e);
    case 'title-changed':
      return { mark: '•', head: `The case is now called ${s.quote(e.title, 80)}` };
    case 'affects-changed':
      return {
        mark: '•',
        head: e.affects.length === 0 ? 'No service is marked as affected any more' : `Now ${affected(e.affects, s)}`,
        more: e.affects.length === 0 || !e.gone ? [] : [`no longer ${s.list(e.gone.map((id) => s.service(id)))}`],
      };
    case 'aware-set':
      return { mark: '•', head: `We became aware on ${s.at(e.awareAt)}` };
    case 'control-lost':
      return ofCase.controlLost(e, s);
    case 'control-regained':
      return ofCase.controlRegained(e, s);
    case 'owner-changed':
      return ofCase.ownerChanged(e, of, s);
    case 'handover-asked':
      return ofCase.handoverAsked(e, of, s);
    case 'handover-declined':
      return ofCase.handoverDeclined(e, of, state, s);
    case 'role-assigned':
      return ofCase.roleAssigned(e, of, state, s);
    case 'case-resolved':
      return { mark: '✓', head: 'Case resolved', strong: true, more: [s.quote(e.words)] };
    case 'case-closed':
      return { mark: '✓', head: 'Case closed', strong: true };
    case 'case-reopened':
      return ofCase.caseReopened(e, s);
    case 'policy-adopted':
      return { mark: '•', head: 'The case follows the organisation file of today: ladders, limits, severities' };
    case 'steps-added':
      return ofStep.stepsAdded(e, s);
    case 'step-done':
      return ofStep.stepDone(e, state, s);
    case 'step-not-applicable':
      return ofStep.stepNotApplicable(e, state, s);
    case 'step-undone':
      return ofStep.stepUndone(e, state, s);
    case 'step-assigned':
      return ofStep.stepAssigned(e, state, s);
    case 'step-redated':
      return ofStep.stepRedated(e, state, s);
    case 'ticket-opened':
      return ofTicket.ticketOpened(e, of, state, s);
    case 'ticket-referenced':
      return ofTicket.ticketReferenced(e, s);
    case 'ticket-owned':
      return { mark: '•', head: `${s.name(e.to)} owns ${e.ticket}`, named: of.by === e.to };
    case 'ticket-sent':
      return ofTicket.ticketSent(e, state, s);
    case 'ticket-heard':
      return ofTicket.ticketHeard(e, state, s);
    case 'ticket-auto':
      return ofTicket.ticketAuto(e, state, s);
    case 'ticket-question':
      return ofTicket.ticketQuestion(e, of, state, s);
    case 'ticket-wants':
      return ofTicket.ticketWants(e, state, s);
    case 'want-rerouted':
      return ofTicket.wantRerouted(e, state, s);
    case 'ticket-promised':
      return ofTicket.ticketPromised(e, state, s);
    case 'promise-broken':
      return ofTicket.promiseBroken(e, state, s);
    case 'ticket-called':
      return ofTicket.ticketCalled(e, state, s);
    case 'ticket-fixed':
      return ofTicket.ticketFixed(e, s);
    case 'ticket-verified':
      return ofTicket.ticketVerified(e, s);
    case 'ticket-closed':
      return ofTicket.ticketClosed(e, s);
    case 'ticket-reopened':
      return { mark: '▲', head: `${e.ticket} reopened`, strong: true, more: [said(e.words, s.quote)] };
    case 'pack-built':
      return ofPack.packBuilt(e, s);
    case 'pack-linked':
      return ofPack.packLinked(e, s);
    case 'pack-downloaded':
      return ofPack.packDownloaded(e);
    case 'pack-revoked':
      return ofPack.packRevoked(e);
    case 'pack-receipt':
      return ofPack.packReceipt(e, state, s);
    case 'climbed':
      return ofTicket.climbed(e, state, s);
    case 'held':
      return ofClock.held(e, of, state, s);
    case 'passed':
      return ofClock.passed(e, of, state, s);
    case 'notice-started':
      return ofClock.noticeStarted(e, s);
    case 'notice-sent':
      return ofClock.noticeSent(e, state, s);
    case 'notice-undone':
      return ofClock.noticeUndone(e, state, s);
    case 'notice-waived':
      return ofClock.noticeWaived(e, state, s);
    case 'update-posted':
      return {
        mark: '•',
        head: `Status update: ${s.paragraphs(e.words)}`,
        strong: true,
        more: [`next update due ${s.at(e.due)}`],
      };
    case 'noted':
      return { mark: '•', head: `Note: ${s.paragraphs(e.words)}` };
    case 'decided':
      return { mark: '•', head: `Decision ${e.decision}: ${s.text(e.words)}`, more: [`because ${s.quote(e.because)}`] };
    case 'retrospective-done':
      return { mark: '✓', head: 'Retrospective done', more: [s.quote(e.words)] };
    case 'pinged':
      return ofClock.pinged(e, state, s);
    case 'was-away':
      return ofClock.wasAway(e, state, s);
    case 'clock-set-back':
      return ofClock.clockSetBack(e, of);
    case 'people-changed':
      return ofCase.peopleChanged(e, state, s);
    case 'delivery-failed':
      return ofClock.deliveryFailed(e, state, s);
    case 'ping-carried':
      return ofClock.pingCarried(e, of, state, s);
    case 'reached-again':
      return { mark: '✓', head: `${s.name(e.person)} can be reached again`, named: true };
    case 'channel-shut':
      return ofClock.channelShut(e, state, s);
    case 'timers-mended':
      return ofClock.timersMended(e, state, s);
    case 'wrong-person':
      return ofClock.wrongPerson(e, of, state, s);
    case 'on-it-late':
      return ofClock.onItLate(e, of, state, s);
  }
}
