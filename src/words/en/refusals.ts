/** Every "no" in words: what is the matter, and what to do next, with the command to type. */
import type { Case } from '../../domain/case.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { Speech } from '../speech.ts';
import { recipient, stageName, waivedBy } from './names.ts';
import * as ofNotice from './noticeRefusals.ts';
import { fromKey, obligation } from './obligations.ts';
import * as ofPack from './packRefusals.ts';
import {
  done,
  formUsed,
  giving,
  known,
  lastDeputy,
  mine,
  needs,
  nothingChanges,
  noticeRepeated,
  reasonNeeded,
  whatWords,
} from './refusalParts.ts';
import { stillOwed } from './stillOwed.ts';
import * as ofTicket from './ticketRefusals.ts';

export function refusal(of: Refusal, state: Case | null, s: Speech): string {
  const T = s.typed;
  const what = (key: string) => (state === null ? s.text(key, 60) : obligation(fromKey(key, state), state, s));
  switch (of.no) {
    case 'no-such-case':
      return `There is no case ${s.text(of.caseId, 20)}. See which there are: ${T('case list all')}`;
    case 'case-closed':
      return `${s.text(of.caseId, 20)} is closed since ${s.at(of.closedAt)}. To go on with it: ${T(`case reopen ${of.caseId} "…"`)}`;
    case 'case-resolved':
      return `${s.text(of.caseId, 20)} is resolved already. If it is not over: ${T(`case reopen ${of.caseId} "…"`)}`;
    case 'case-not-open':
      return `${s.text(of.caseId, 20)} is not open any more. To go on with it: ${T(`case reopen ${of.caseId} "…"`)}`;
    case 'nothing-changes':
      return nothingChanges(of.what, s);
    case 'unknown-playbook':
      return `There is no playbook ${s.quote(of.playbook, 40)}. ${known('Playbooks', of.known, s)}`;
    case 'unknown-service':
      return `There is no service ${s.quote(of.service, 40)}. ${known('Services', of.known, s)}`;
    case 'unknown-vendor':
      return `There is no vendor ${s.quote(of.vendor, 40)}. ${known('Vendors', of.known, s)}`;
    case 'vendor-needed':
      return `Which vendor? ${known('Vendors', of.known, s)} Type ${T(`case set control:vendor vendor:${of.known[0] ?? '…'}`)}`;
    case 'unknown-person':
      return `I do not know ${s.quote(of.person, 60)}. Name somebody of the organisation file, by @mention or e-mail address.`;
    case 'person-absent':
      return `${s.name(of.person)} is not here: neither in the team nor ever in a chat with me. Choose somebody else, or let ${s.name(of.person)} write to me once.`;
    case 'outsider':
      return `${s.name(of.person)} belongs to a vendor and can only answer for their own tickets. Choose somebody of ours.`;
    case 'unknown-step':
      return of.highest === 0
        ? `There are no steps yet. Add one: ${T('step add "…"')}`
        : `There is no step ${of.step}: they run from 1 to ${of.highest}. See them: ${T('step list')}`;
    case 'unknown-ticket':
      if (of.elsewhere !== undefined)
        return `There is no ticket ${s.text(of.ticket, 20)} in this case, but ${of.elsewhere.caseId} has one. If you mean that: ${T(of.elsewhere.command)}`;
      return of.known.length === 0
        ? `There is no ticket ${s.text(of.ticket, 20)}, and none at all yet. Open one: ${T('ticket open … "…"')}`
        : `There is no ticket ${s.text(of.ticket, 20)} in this case. ${known('Tickets', of.known, s)} If it stands in another case, name that case: ${T(`ticket show ${of.ticket} ${state?.directory.casePrefix ?? 'INC'}-7`)}`;
    case 'unknown-route':
      return of.known.length === 0
        ? `There is no route ${s.quote(of.route, 40)}, and none that works now. Reach them in any way you can and write it down: ${T('note "…"')}`
        : `There is no route ${s.quote(of.route, 40)}. ${known('Routes', of.known, s)}`;
    case 'ambiguous-route':
      return `${s.quote(of.route, 40)} can mean several routes: ${s.list(of.known.map((id) => s.text(id, 40)))}. Name one of them after ${T('via:')}`;
    case 'dead-route':
      return ofTicket.deadRoute(of, state, s);
    case 'unknown-clock':
      return of.known.length === 0
        ? `There is no authority clock ${s.quote(of.clock, 40)}: the organisation file names none.`
        : `There is no authority clock ${s.quote(of.clock, 40)}. ${known('Clocks', of.known, s)}`;
    case 'unknown-whom':
      return `${s.quote(of.whom, 40)} is nobody to call at ${s.vendor(of.vendor)}. ${known('To call', of.known, s)} Say it again with ${T(`whom:${of.known[0] ?? 'support'}`)}, or leave it out`;
    case 'not-allowed':
      return needs(of.what, of.needs, state, s);
    case 'outsider-only-own-ticket':
      return 'You can answer for your own ticket only. Use the buttons on the card that I sent you, or write here what you know.';
    case 'not-in-the-past':
      return `${whatWords(of.what)} cannot lie in the past: that would be ${s.at(of.at)}. Give a later time, for instance ${T('30m')} or ${T('14:00')}`;
    case 'not-in-the-future':
      return `${whatWords(of.what)} cannot lie in the future: that would be ${s.at(of.at)}. Give an earlier time.`;
    case 'reason-needed':
      return reasonNeeded(of.what, s);
    case 'too-long':
      return `${whatWords(of.what)} is too long: ${of.found} characters, at most ${of.longest}. Shorten it, or split it over several notes: ${T('note "…"')}`;
    case 'already':
      return `${mine(of.by, s) ? 'You did that already' : `${s.name(of.by)} was first`}: ${done(of.act)}, ${s.at(of.at)}. Nothing was done twice.`;
    case 'form-used':
      return formUsed(of, state, s);
    case 'overtaken': {
      const other = `${s.name(of.by)}${of.sinceDrawn ? ' was first' : ''}`;
      const who = mine(of.by, s) ? 'You did this before' : other;
      return `${who}: ${done(of.act)}, ${s.at(of.at)}. ${refusal(of.but, state, s)}`;
    }
    case 'step-settled':
      return `Step ${of.step} ${of.status === 'done' ? 'is done' : 'was marked as not applicable'} already: ${s.name(of.by)}, ${s.at(of.at)}. To open it again: ${T(`step ${of.step} undo`)}`;
    case 'step-open':
      return `Step ${of.step} is open: there is nothing to undo. When it is done: ${T(`step ${of.step} done "…"`)}`;
    case 'nothing-to-hold':
      return `Nothing of yours waits for an answer now. See what is next: ${T('case show')}`;
    case 'hold-running':
      return mine(of.by, s)
        ? `You are on it already, until ${s.at(of.until)}: ${what(of.key)}. Until then nobody is reminded of it.`
        : `${s.name(of.by)} is on it already, until ${s.at(of.until)}: ${what(of.key)}. One person on it is enough.`;
    case 'held-already':
      return `${mine(of.by, s) ? 'You have' : `${s.name(of.by)} has`} answered this reminder already, ${s.at(of.at)}: ${what(of.key)}. The next one can be answered again.`;
    case 'cannot-hold':
      return `${cannotHold(of.why)}${of.why === 'deadline' ? '' : `: ${what(of.key)}`}.${of.next === undefined ? ` See what is next: ${T('case show')}` : ` It goes on at ${s.at(of.next)}.`}`;
    case 'nothing-to-decline':
      if (of.of !== undefined)
        return `That waits for ${s.name(of.of.holder)}, not for you: ${what(of.of.key)}. To give it to somebody else: ${T(giving(of.of.key))}`;
      return `There is nothing that you could pass on. See what is next: ${T('case show')}`;
    case 'passed-already':
      return `${mine(of.from, s) ? 'You' : s.name(of.from)} passed this on to ${s.name(of.to)} already, ${s.at(of.at)}: ${what(of.key)}. Nothing was done twice.`;
    case 'last-deputy':
      return lastDeputy(of, what(of.key), s);
    case 'no-handover':
      return `No hand-over waits for an answer. To offer one: ${T('case handover @… "…"')}`;
    case 'handover-asked':
      return `${s.name(of.by)} has asked ${s.name(of.to)} already, ${s.at(of.at)}; an answer is due ${s.at(of.due)}. Tell them more with ${T('note "…"')}, or take it back with ${T('case decline')}`;
    case 'handover-not-yours':
      return `${s.name(of.to)} was asked, not you. To take the case yourself: ${T('case own me')}`;
    case 'handover-newer':
      return mine(of.to, s)
        ? `You have been asked again since. Answer the newer card, or type ${T('case accept')}`
        : `${s.name(of.to)} is asked now. To take the case yourself: ${T('case own me')}`;
    case 'handover-waits':
      return `You own the case. ${s.name(of.to)} was asked to take it over, ${s.at(of.at)}; an answer is due ${s.at(of.due)}. To keep it, so that nobody is asked any more: ${T('case own me')}`;
    case 'handover-to-owner':
      return `${s.name(of.owner)} owns the case already. Name somebody else: ${T('case handover @… "…"')}`;
    case 'notice-not-started':
      return `The clock for reports to ${recipient(of.clock, state, s)} does not run in this case. Start it: ${T(`notice start ${of.clock}`)}`;
    case 'notice-started':
      return `The clock for reports to ${recipient(of.clock, state, s)} runs already, since ${s.at(of.at)}. See it: ${T('notice list')}`;
    case 'notice-over':
      return `Nothing is owed to ${recipient(of.clock, state, s)} any more: ${of.approvedBy === undefined ? s.name(of.by) : waivedBy(s.name(of.by), s.name(of.approvedBy))}, ${s.at(of.at)}. See it: ${T('notice list')}`;
    case 'notice-repeated':
      return noticeRepeated(of, state, s);
    case 'notice-too-early':
      return `First comes the ${stageName(of.first, s)} to ${recipient(of.clock, state, s)}: ${T(`notice reported ${of.clock} ref:…`)}`;
    case 'unknown-stage':
      return `There is no report ${s.quote(of.stage, 40)} to ${recipient(of.clock, state, s)}. ${known('Reports', of.known, s)} Type ${T(`stage:${of.known[0] ?? '…'}`)}`;
    case 'undo-waived':
      return ofNotice.undoWaived(of, state, s);
    case 'undo-unsent':
      return ofNotice.undoUnsent(of, state, s);
    case 'undo-later-first':
      return ofNotice.undoLaterFirst(of, state, s);
    case 'stage-sent':
      return `The ${stageName(of.stage, s)} to ${recipient(of.clock, state, s)} was sent already: ${s.name(of.by)}, ${s.at(of.at)}. If that was a slip: ${T(`notice undo ${of.clock} stage:${of.stage}`)}`;
    case 'retro-done':
      return `The retrospective is done since ${s.at(of.at)}. To add to it: ${T('note "…"')}`;
    case 'retro-too-early':
      return `The retrospective comes after ${T('case resolve "…"')}: keep the thought until then with ${T('note "…"')}`;
    case 'still-owed':
      return stillOwed(of, state, s);
    case 'ticket-over':
      return ofTicket.ticketOver(of, s);
    case 'ticket-not-over':
      return ofTicket.ticketNotOver(of, s);
    case 'ticket-not-fixed':
      return ofTicket.ticketNotFixed(of, s);
    case 'ticket-unverified':
      return ofTicket.ticketUnverified(of, s);
    case 'cannot-climb':
      return ofTicket.cannotClimb(of, state, s);
    case 'climbed-already':
      return ofTicket.climbedAlready(of, s);
    case 'code-mistyped':
      return ofTicket.codeMistyped(of, state, s);
    case 'code-unknown':
      return ofPack.codeUnknown(of, s);
    case 'code-of-other':
      return ofPack.codeOfOther(of, s);
    case 'code-quoted-before':
      return ofPack.codeQuotedBefore(of, s);
    case 'code-needed':
      return ofPack.codeNeeded(of, s);
    case 'no-pack':
      return ofPack.noPack(of, s);
    case 'unknown-pack':
      return ofPack.unknownPack(of, s);
    case 'pack-of-other':
      return ofPack.packOfOther(of, s);
    case 'links-off':
      return ofPack.linksOff(s);
    case 'no-link':
      return ofPack.noLink(of, s);
  }
}

function cannotHold(why: 'reminder' | 'deadline' | 'not-yours' | 'no-ping-yet'): string {
  switch (why) {
    case 'reminder':
      return 'This was the reminder after a hold, and cannot be put off again';
    case 'deadline':
      return 'Nobody can put off the fixed deadline';
    case 'not-yours':
      return 'Somebody else was asked about this';
    case 'no-ping-yet':
      return 'Nobody has been asked about this yet, so there is nothing to put off';
  }
}
