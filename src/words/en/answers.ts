/** Sentences of answers: what the facts mean for whoever just said something. */

import { hasAnswered, ticketOf } from '../../domain/tickets.ts';
import type { Instant } from '../../domain/time.ts';
import type { AnswerWords } from '../answerWords.ts';
import { between, DOT, day, dayAndTime, length, place, sameDay, soft } from '../format.ts';
import { undelivered } from './delivery.ts';
import { lateBy } from './lateness.ts';
import { holder, obligation } from './obligations.ts';
import { rungDoes } from './rungs.ts';

export const answers: AnswerWords = {
  next(owing, state, s) {
    const late = owing.due < s.now && owing.kind !== 'ticket';
    const ticket = ticketOf(state, owing.about.ticket ?? '');
    const when =
      owing.kind === 'ticket'
        ? `${ticket && hasAnswered(ticket) ? 'last real answer' : 'no real answer since'} ${s.at(owing.due)}`
        : late
          ? `${lateBy(between(owing.due, s.now))}, was due ${s.at(owing.due)}`
          : `by ${s.at(owing.due)}`;
    const step = owing.kind === 'step' ? `step ${owing.about.step}, ` : '';
    return `${s.strong('Next:')} ${step}${[obligation(owing, state, s), holder(owing, s), when].join(DOT)}`;
  },
  nothingHappened: () => 'Nothing changed: everything is as it was.',
  controlLost(vendor, ticket, managers, deadline, s) {
    const open = ticket === null ? '' : `A ticket is owed by ${s.at(ticket.due)}: ${s.typed(ticket.command)}`;
    const manager = managers.length === 0 ? '' : `Their account manager: ${s.names(managers)}.`;
    const fixed = deadline === null ? '' : answers.deadline(vendor, deadline, s);
    return [fixed, manager, open].filter((part) => part !== '').join(' ');
  },
  quoteCode: (code, via, s) =>
    `Quote ${s.strong(code)} to them${via === null ? '' : ` by ${via}`}: when they say it back, we know that they read it.`,
  actedOnly: (vendor, ticket, s) =>
    `${vendor}'s clock goes on: only what they say counts. What do they do now? ${s.typed(`ticket heard ${ticket} "…"`)}`,
  rungs(vendor, rungs, s) {
    const first = rungs[0]?.at ?? s.now;
    const when = (at: Instant) =>
      sameDay(at, first, s.zone) ? s.clock(at) : dayAndTime(at, s.zone, s.now, s.language);
    const lines = rungs.map((r) => {
      const whom = [...r.people.map((id) => s.name(id)), ...(r.channel === true ? ['the channel'] : [])];
      return `- ${when(r.at)} ${rungDoes(whom.length === 0 ? 'the channel' : s.list(whom), r.do)}`;
    });
    const date = `${day(first, s.zone, s.now, s.language)}, ${place(s.zone)}`;
    return `If no real answer comes from ${vendor} (${date}):\n${lines.join('\n')}`;
  },
  deadline: (vendor, { at, next, every, asked }, s) =>
    asked === undefined
      ? `The fixed deadline on ${vendor} is ${s.at(at)}: then the account manager is pinged, whatever has been said.`
      : `The fixed deadline on ${vendor} has passed: ${s.at(at)}, counted from what came first. Its people are asked again${every === undefined ? '' : ` every ${length(every)}`}, next ${s.at(next)}.`,
  numberOwed: (ticket, s) =>
    `Their number is still owed, by ${s.at(ticket.refDue)}: ${s.typed(`ticket ref ${ticket.id} …`)}`,
  wayNotKept: (way, because, command, s) =>
    `▲ The ticket is open and its clocks run, but no way is kept with it: ${way} needs our ${soft(because)}, down by what the case says, and no other route works. If it does work: ${s.typed(command)}`,
  mayNotOpen: (vendor, allowed, s) =>
    `▲ You are not among those whom the contract with ${vendor} allows to open tickets${allowed.length === 0 ? '' : ` (${s.names(allowed)})`}. The ticket counts all the same; let one of them confirm it to ${vendor}.`,
  wishCut: (allowed, wished, s) =>
    `You asked for ${s.at(wished)}; the longest allowed is ${s.at(allowed)}, so it is cut to that.`,
  afterHold: (at, whom, s) => `If nothing has come by then: ${whom}, ${s.at(at)}.`,
  promise(vendor, by, holdsUntil, deadline, s) {
    const whom = deadline === null || deadline.people.length === 0 ? 'its people' : s.names(deadline.people);
    const isHeldShort = holdsUntil < by;
    const holds = isHeldShort
      ? `Reminders rest only until ${s.at(holdsUntil)}: the fixed deadline comes before the promised time, and it is not held. ${whom} ${deadline?.people.length === 1 ? 'is' : 'are'} pinged then all the same.`
      : `Reminders about the ticket rest until ${s.at(by)}, and only until then.`;
    const fixed =
      deadline === null || isHeldShort
        ? ''
        : ` ${deadline.again ? 'What the fixed deadline asks again stays' : 'The fixed deadline stays'} ${s.at(deadline.at)} (${whom}), and everything else of the case goes on.`;
    return `${holds} If ${vendor} does not keep it, the next people are pinged at once.${fixed}`;
  },
  deadRoute(of, s) {
    const works = of.works === '' ? 'No other route to them works: the coordinator is asked to find one.' : of.works;
    return `✕ ${s.strong(`Do not use ${of.route}:`)} it needs our ${soft(of.because)}, which is down. ${works} Say this: ${of.say}`;
  },
  sayInstead(of, s) {
    const who = of.organisation === null ? 'We' : s.text(of.organisation, 80);
    const ticket = of.reference === undefined ? 'Our ticket' : `Ticket ${s.text(of.reference, 60)}`;
    const code = of.code === undefined ? '' : ` Please quote ${of.code} back to me.`;
    const open = s.language === 'sv' ? '”' : '“';
    return `${open}${who} cannot use ${soft(of.because)} at present, so what you asked for cannot come that way. ${ticket}: please take it ${of.offer.length === 0 ? 'down as I say it' : `by ${of.offer.join(' or by ')}`}, and write down that you have it.${code}”`;
  },
  supportOf: (vendor) => `${vendor}'s support`,
  wrongNumber(whose, number, next, other, s) {
    const call =
      next === null
        ? `No other number is known that may be right: find one, and tell the channel.${other.length === 0 ? '' : ` What still works: ${s.list(other)}.`}`
        : `${s.strong('Call next:')} ${next.name}, ${next.number}.`;
    return `${call} Have ${number} mended for ${whose} in the organisation file.`;
  },
  inTeams: (name) => `${name} in Teams`,
  furtherUp: (name, number, at, s) =>
    `That asks our own people only. Further up you can call ${name} now, ${number}${at === null ? '' : `; our reminders come to the account manager ${s.at(at)}`}.`,
  codeOfOther: (code, ticket, other, s) =>
    `▲ ${s.text(code, 10)} went out on ${other}, not on ${ticket}. It counts as read there. Was their answer about ${other}? Then say so: ${s.typed(`ticket heard ${other} "…"`)}`,
  codeUnknown: (code, sent, s) =>
    `▲ ${s.text(code, 10)} is rightly said, but nothing of this case carries it; it shows no reading. On this ticket we sent ${s.list(sent)}. If it belongs to another case, write it there.`,
  alsoWanted: (before, due, s) =>
    `They still wait for ${s.list(before)} too${due === null ? '' : `: all of it is owed by ${s.at(due)}, the earliest date counts`}.`,
  answersAll: (requests, command, s) =>
    `This counts as the answer to all that they asked for: ${s.list(requests)}. If something is missing: ${s.typed(command)}.`,
  downElsewhere: (way, service, caseId, command, s) =>
    `▲ ${s.text(way, 60)} needs our ${soft(service)}, and ${caseId} says that it is down. If it is so here too: ${s.typed(command)}`,
  secondCall: (vendor) =>
    `A second call to ${vendor} that moves nothing, before the next reminder, goes to the next people at once.`,
  idleRuns: (vendor, since, s) => `${vendor} has been silent for ${between(since, s.now)}, since ${s.at(since)}.`,
  verifyBy: (due, s) => `Somebody has to check it by ${s.at(due)}; until then the fixed deadline goes on.`,
  takeBack: (clock, s) => `Was that a slip? ${s.typed(`notice undo ${clock}`)}`,
  noticeDue: (owing, state, s) => `${obligation(owing, state, s)}, due ${s.at(owing.due)}.`,
  understood: (times, s) => `Understood as ${s.ats(times)}.`,
  stepMeant: (step, person, s) =>
    `If ${s.name(person)} is to do step ${step}: ${s.typed(`step ${step} assign ${person}`)}`,
  sameNumber({ ticket, vendor, reference, others, twice }, s) {
    const named = s.list(others.slice(0, 5).map((one) => `${one.ticket} of ${one.caseId}`));
    return `▲ ${named} ${others.length === 1 ? 'has' : 'have'} the number ${s.text(reference, 60)} at ${s.vendor(vendor)} too. If that is a slip, give ${ticket} its own: ${s.typed(`ticket ref ${ticket} …`)}${twice ? `. If it is the same ticket, opened twice: ${s.typed(`ticket close ${ticket} reason:mistake`)} (coordinator or management)` : ''}`;
  },
  outOfReach({ person, at, reason, phone, others, offer }, s) {
    const who = s.name(person);
    const by = phone === null ? '' : `, ${s.text(phone, 40)}`;
    const answer = offer ? `, who can answer with ${s.typed('case accept')}` : '';
    const other = others.length === 0 ? '' : ` I can reach ${s.names(others)}.`;
    return `▲ I could not reach ${who} the last time, ${s.at(at)} (${undelivered(reason, s, 60)}): tell ${who} yourself${by}${answer}. The reminders go on.${other}`;
  },
  opened: (id, steps, s) =>
    `${steps === 0 ? 'It has no checklist yet' : `Its checklist has ${steps} ${steps === 1 ? 'step' : 'steps'}`}; the card stands in the incident channel and follows the case. From here: ${s.typed(`case show ${id}`)}`,
  outsider: {
    answered: () => 'Thank you. Your answer is written down, and the people who wait for it have been told.',
    held(until, { cut, deadline }, s) {
      const longest = cut ? ' That is the longest we can wait.' : '';
      const fixed = deadline === null ? '' : ` Only the fixed deadline, ${s.at(deadline)}, cannot be put off.`;
      return `Thank you. You are not asked again before ${s.at(until)}; then I come back to you here.${longest}${fixed}`;
    },
    onItLate: (until, s) =>
      `Thank you. Those who wait for it have been told that you are on it until ${s.at(until)}. Others have been asked since, and they are still reminded: please write here what happens next, it is passed on at once.`,
    asked: (call) =>
      `Thank you. Your question has been passed on; it does not count as your answer.${call === null ? '' : ` You can also call ${call.name}, ${call.number}.`}`,
    passed: () =>
      'Thank you for telling me. Somebody else is asked instead, about further tickets of the same incident too.',
    passedLater: () =>
      'Thank you for telling me. You are not asked, about further tickets of the same incident either: when it is time, somebody else is.',
    stillAsked: () =>
      'Thank you for telling me. I know of nobody else with you, so I still come to you when it is time, about further tickets of the same incident too: please write here who it is, and a number if you have it.',
    nobodyElse: () =>
      'Thank you for telling me. I know of nobody else with you: please write here who it is, and a number if you have it. About this and further tickets of the same incident you are not asked here until you write: a colleague of ours calls you. If it is yours after all, write here what happens next.',
    instead: () => 'Thank you. It is written down, and the people who wait for an answer have been told whom to ask.',
    refused: () =>
      'Thank you. I could not take that down, because nothing waits for it from you at this moment. If you know more, write it here.',
    heldBefore: (until, s) => `Thank you, I have that already: nobody is asked again before ${s.at(until)}.`,
    answeredBefore: (at, s) =>
      `Thank you, I have an answer to this already, from ${s.at(at)}. The next time I ask, you can answer again.`,
    tooLong: (longest, found) =>
      `Thank you. That is more than I can take at once: ${found} characters, ${longest} fit. Please send it in parts.`,
    past: (at, s) => `${s.at(at)} is over already. Please choose a later time, and press again.`,
    cannotHold: (why) =>
      why === 'not-yours'
        ? 'Thank you. Others have been asked since, so this alone cannot keep them waiting. Write here what you know or what happens next, and it is passed on at once.'
        : why === 'deadline'
          ? 'The fixed deadline has come, and it cannot be put off. Please give us an answer, or call the number on the card.'
          : 'The time that was asked for is over, and it cannot be put off again. Please give us an answer, or call the number on the card.',
    over: () => 'Thank you. Nothing waits for you there any more: it has ended meanwhile.',
    ended: ({ organisation, reference }, solved, s) => {
      const ticket =
        reference === undefined ? `The ticket of ${organisation}` : `Ticket ${reference} of ${organisation}`;
      return solved === null
        ? `${ticket} was opened by mistake: nothing is needed of you any more. Thank you.`
        : `${ticket} is solved: we confirmed it ${s.at(solved)}. Nothing is needed of you any more. Thank you.`;
    },
    mistyped: () => 'Thank you. The code in it is none of ours: please leave it out, and send the rest again.',
    again: (missing) =>
      missing === 'words'
        ? 'Your words did not come with it. Please write them here in the chat: I then ask you whether to pass them on.'
        : 'I could not read until when. Please choose a time on the card, and press again.',
  },
};
