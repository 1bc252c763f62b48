/** What is said outside Teams, in English. */
import type { CarrierKind } from '../../domain/organisation.ts';
import type { OutsideWords } from '../outsideWords.ts';

const BY: Record<CarrierKind, string> = { email: 'by e-mail', sms: 'by SMS', webhook: 'here' };

export const outside: OutsideWords = {
  letter: {
    first: (late, ask) => `${late}: ${ask}`,
    ifNobody: (who, at, s) => `If nobody answers: ${who}, ${s.at(at)}`,
    call: (name, what, phone, hours) =>
      `Call: ${[`${name}, ${what}`, phone, hours].filter((x) => x !== '').join(', ')}`,
    coordinator: (name, phone) => `Incident coordinator: ${name}, ${phone}`,
    callCoordinator: (name, phone) => `Call: ${name}, incident coordinator, ${phone}, any time`,
    also: (count) => (count === 1 ? 'One more thing waits for you:' : `${count} more things wait for you:`),
    answerByLink: ({ hold, outsider }, url) => {
      const no = outsider ? 'that you are the wrong person' : 'that it is not yours';
      const what = hold ? `that you are on it and until when, or ${no}` : no;
      return `To answer, say ${what}, on this page (looking at it changes nothing):\n${url}`;
    },
    answerBySms: ({ hold, outsider }) =>
      hold
        ? `Reply OK, 45m, until 14:00, or NO${outsider ? ' (wrong person)' : ' (not mine)'}.`
        : `Reply NO if ${outsider ? 'you are the wrong person' : 'it is not yours'}.`,
    answerOtherwise: (phone) => (phone === null ? 'Answer in Teams.' : `Answer in Teams, or call ${phone}.`),
    nobodyReads: 'Nobody reads replies to this message.',
    why: (way, teams) =>
      teams === null
        ? ''
        : `You are asked ${BY[way]} because Teams ${teams === 'down' ? 'is down' : 'did not bring it to you'}.`,
    outsiderSubject: (organisation, reference) =>
      `${organisation} needs you${reference === undefined ? '' : `: ticket ${reference}`}`,
    outsiderFirst: (organisation, ask) => `${organisation} asks you: ${ask}`,
    silence: (vendor, span, since, s) => `No real answer from ${vendor} for ${span}, since ${s.at(since)}.`,
    broken: (by, s) => `What was promised by ${s.at(by)} did not come.`,
    noMailToUs: 'We cannot read or send e-mail at present: please call.',
    andMore: (count) => ` (and ${count} more)`,
    shortOutsider: (organisation, ask, reference, span) =>
      `${organisation}: ${ask}. ${reference === undefined ? 'No ticket number yet' : `Ticket ${reference}`}, no real answer for ${span}.`,
    shortCall: (name, phone) => `Call ${name} ${phone}.`,
  },
  answer: {
    onIt: (about, until, cut, s) =>
      `Noted: you are on it until ${s.at(until)}${cut ? ', the longest allowed' : ''}.${about === '' ? '' : ` (${about})`}`,
    passed: () => 'Noted: the next deputy is asked.',
  },
  page: {
    title: (organisation) => `${organisation} asks you`,
    until: 'Until',
    onItHint: (outsider) =>
      outsider
        ? 'We do not ask you again before then.'
        : 'Nobody is reminded before then. After it, everything goes on where it was.',
    notMineHint: (outsider) => (outsider ? 'Somebody else is asked instead.' : 'The next deputy is asked instead.'),
    cannotHold: 'This cannot be put off any more.',
    nothingChanges: 'Looking at this page changes nothing. A button does, once.',
    settled: 'This is done already: nothing is needed of you. Thank you.',
    close: 'You can close this page.',
    answered: (name, at, s) =>
      `${name} answered this on ${s.at(at)}. A link works once; when we ask again, you get a new one.`,
    unknown: 'There is no such link. Copy the whole address from the message, or take the link of the newest one.',
    expired: (at, s) =>
      `This link was good until ${s.at(at)}. What is still open has been asked again: take the link of the newest message.`,
    choiceMissing: 'Nothing was written down: choose one of the buttons.',
  },
  sms: {
    help: 'Not understood. Reply OK, 45m, 2h, until 14:00, or NO if it is not yours.',
    nothingOpen: 'Nothing waits for an answer from you at this moment.',
    failed: 'Something went wrong, and your answer may not be written down. Please call.',
  },
};
