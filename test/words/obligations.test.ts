import { describe, expect, it } from 'vitest';
import type { Obligation, ObligationKind } from '../../src/domain/obligation.ts';
import { obligationsOf } from '../../src/domain/obligations.ts';
import { instant } from '../../src/domain/time.ts';
import { toEnd } from '../../src/words/en/endings.ts';
import { namesOf, speechOf } from '../../src/words/speech.ts';
import { wordsOf } from '../../src/words/words.ts';
import { replayAt } from '../support/exampleCases.ts';
import { noon } from './samples.ts';

const en = wordsOf('en');
const of = ({ state, now }: typeof noon) => speechOf(namesOf(state), { now, language: 'en', medium: 'plain' });
const s = of(noon);
const shown = (text: string) => text.replaceAll('\u00a0', ' ');

const about = { ticket: 'T1', vendor: 'microsoft', step: 10, clock: 'se-state-2020', stage: 'final', promise: 1 };
const kinds: Record<ObligationKind, string> = {
  ticket: 'Get a real answer from Microsoft on T1',
  deadline: 'Make Microsoft act',
  promise: 'See whether Microsoft keeps the promise on T1',
  step: 'Set up another way to send, for urgent mail only, and say who may use it',
  update: 'Post a status update',
  'owed-ticket': 'Open a ticket with Microsoft',
  reference: "Get Microsoft's number for T1",
  answer: 'Send Microsoft what they want for T1',
  'auto-close': 'Answer Microsoft before they close T1',
  'choose-route': 'Choose another route to Microsoft for T1',
  'cut-off': 'Find any way to reach Microsoft about T1: no route works',
  unread: 'Change the route: Microsoft has not read our words on T1',
  verify: 'Check whether T1 is really fixed',
  handover: 'Accept or decline the hand-over of the case',
  notice: 'Report to CERT-SE: final report',
  retrospective: 'Hold the retrospective',
  'decide-next': 'Decide what is next',
};

const owing = (kind: ObligationKind, due: string): Obligation => ({
  key: kind,
  kind,
  about,
  since: instant(due),
  due: instant(due),
  epoch: 'x',
  role: 'coordinator',
  holder: { person: 'adele' },
  ladder: null,
  clock: 'always',
});

describe('obligations', () => {
  it.each(Object.entries(kinds))('%s reads: %s', (kind, words) => {
    expect(en.obligation(owing(kind as ObligationKind, '2023-07-31T08:00:00Z'), noon.state, s)).toBe(words);
  });

  it.each(Object.keys(kinds))('%s has a short name and a command that ends it', (kind) => {
    const one = owing(kind as ObligationKind, '2023-07-31T08:00:00Z');
    expect(en.obligationName(one, noon.state, s)).toMatch(/^[\p{L}\p{N}][^?]{3,90}$/u);
    expect(toEnd(one, noon.state, s)).toMatch(/^[a-z]+ /u);
  });

  it('says what, how late, who and when, in that order', () => {
    const late = owing('update', '2023-07-31T08:10:00Z');
    expect(shown(en.obligationLong(late, noon.state, s))).toBe(
      'Post a status update · 1 h 37 m late · Adele Vance · was due Mon 31 Jul 10:10, Stockholm',
    );
  });

  it('counts a vendor’s silence as idle, not as late', () => {
    expect(shown(en.lateness(owing('ticket', '2023-07-31T06:35:00Z'), s))).toBe('idle 3 h 12 m since 08:35');
    expect(shown(en.lateness(owing('step', '2023-07-31T08:10:00Z'), s))).toBe('1 h 37 m late');
    expect(shown(en.lateness(owing('step', '2023-08-01T08:10:00Z'), s))).toBe('due Tue 1 Aug 10:10');
  });

  it('says "close the case" once it is resolved', () => {
    const resolved = replayAt('2023-07-31 20:35');
    expect(en.obligation(owing('decide-next', '2023-07-31T08:00:00Z'), resolved.state, s)).toBe('Close the case');
  });

  it('names by key what runs, and what has long been settled', () => {
    for (const ob of obligationsOf(noon.state))
      expect(en.keyName(ob.key, noon.state, s)).toBe(en.obligationName(ob, noon.state, s));
    expect(en.keyName('step:2', noon.state, s)).toBe('step 2');
    expect(en.keyName('notice:se-state-2020:warning', noon.state, s)).toContain('warning');
    expect(en.keyAction('step:10', noon.state, s)).toMatch(/^step 10: Set up/u);
  });

  it('explains a dead route with the service that is down', () => {
    const blocked = replayAt('2023-07-31 11:02');
    const one = obligationsOf(blocked.state).find((ob) => ob.kind === 'choose-route');
    expect(one && en.obligation(one, blocked.state, of(blocked))).toBe(
      'Choose another route to Microsoft for T1: our e-mail is down; phone and portal work',
    );
  });
});
