/** The first and the last words: welcome, strangers, other tenants, faults. */
import type { Person } from '../../domain/organisation.ts';
import type { Instant } from '../../domain/time.ts';
import type { Spoken } from '../catalogue.ts';
import { full } from '../format.ts';
import type { Speech } from '../speech.ts';

export function welcome(vendor: string): { title: string; lines: Spoken[][] } {
  return {
    title: 'While a case is open, somebody always holds the baton',
    lines: [
      [
        'Something is broken? Type ',
        { command: 'case new Outgoing e-mail blocked sev:1' },
        ' and I open a case: a checklist, an owner, the next status update.',
      ],
      [
        'I remind whoever has to act, then the people above them, until it is done. Nobody can switch that off; one tap buys time.',
      ],
      [
        'Waiting for a vendor? ',
        { command: `ticket open ${vendor} "what is wrong"` },
        ' starts the clock on them; in the end their account manager is asked.',
      ],
      ['What is going on: ', { command: 'case list' }, '. Everything that I understand: ', { command: 'help' }],
    ],
  };
}

/** To a hello, and to what nobody understands. */
export function short(): { hello: string; cases: Spoken[]; open: Spoken[]; help: Spoken[] } {
  return {
    hello: 'Hello! I am Baton, for incidents.',
    cases: ['What is going on: ', { command: 'case list' }],
    open: ['Something is broken? Type ', { command: 'case new' }, ' and what is wrong.'],
    help: ['Everything that I understand: ', { command: 'help' }],
  };
}

export function stranger(organisation: string, coordinator: Pick<Person, 'name' | 'phone'> | null, s: Speech): string {
  const phone = coordinator?.phone === undefined ? '' : ` (${s.text(coordinator.phone, 40)})`;
  const whom = coordinator === null ? 'your incident coordinator' : `${s.text(coordinator.name, 80)}${phone}`;
  return `Hello! I look after incidents at ${s.text(organisation, 80)}, and I do not know you yet, so I cannot take this from you. Please tell ${whom}: they can act on it at once, and can add you to the organisation file.`;
}

export function unidentified(): string {
  return 'Teams does not tell me at the moment who you are, so I have not taken this. Please say it again in a minute; if it is urgent, phone.';
}

export function wrongTenant(): string {
  return 'I work for one organisation only, and your account belongs to another one. If you think that this is wrong, ask those who run Baton to add your tenant to their organisation file.';
}

export function outsiderWithoutTicket(s: Speech): string {
  return `Thank you for writing. There is no open ticket with you at present; when there is one I write to you here, ${s.strong('with everything you need on one card')}.`;
}

export function error(ref: string): string {
  return `Sorry, something went wrong on my side and I do not know whether that was written down. Please look at the case and say it again if it is not there. If it happens again, tell those who run Baton: ref ${ref}`;
}

export function unsaid(ref: string): string {
  return `I have taken this, but something went wrong while I put my answer into words. Please look at the case to see what came of it; you need not say it again. If it happens again, tell those who run Baton: ref ${ref}`;
}

/** Said while the database cannot be reached, and when it was so for too long. */
export const notKept = {
  waits: (ref: string) =>
    `My database cannot be reached just now, so this is not done yet. I keep it, and answer here as soon as it is done: you need not say it again. If no answer has come in ten minutes, please look at the case and say it again if it is not there. Ref ${ref}`,
  known: () => 'I have that already. It waits until my database can be reached, and is done once.',
  notDone: (what: string | null, s: Speech) =>
    `My database could not be reached, and I have given up on ${what === null ? 'what you pressed' : s.quote(what, 200)}: as far as I know it was not done. Please look at the case, and say it again if it is not there.`,
};

export function tooFast(seconds: number, own: boolean): string {
  const wait = seconds === 1 ? 'a second' : `${seconds} seconds`;
  const why = own
    ? 'You are faster than I can follow, so I have stopped for a moment.'
    : 'So many people are writing to me that I have stopped for a moment.';
  return `${why} This, and whatever you send in the next ${wait}, is NOT done; what I answered before is. Please wait ${wait}, then send it again.`;
}

export function behind(answers: number): string {
  const what = answers === 1 ? 'One answer of mine' : `${answers} answers of mine`;
  return `${what} found no room: more was asked here at once than I could post. What was typed and pressed was carried out or refused all the same. Please look at the case, and say again what is not there.`;
}

export function asOf(now: Instant, s: Speech): string {
  return `as of ${full(now, s.zone, now, s.language)}`;
}
