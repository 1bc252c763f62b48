// Ways out that stand beside a case: first words, help, what takes the place of a card that was pressed, what somebody of a vendor's is told.
import { answeredPost } from '../../src/cards/answer/answeredCard.ts';
import { answerTo } from '../../src/cards/answer/answers.ts';
import { named } from '../../src/cards/answer/noted.ts';
import { outsiderAgain } from '../../src/cards/answer/outsiderAnswers.ts';
import { owedAgain } from '../../src/cards/case/owedCard.ts';
import { deadWaysNotice, helpPost } from '../../src/cards/commands/helpCard.ts';
import { shortPost } from '../../src/cards/commands/shortCard.ts';
import { strangerPost } from '../../src/cards/commands/strangerPost.ts';
import { usedFormPost } from '../../src/cards/commands/usedFormCard.ts';
import { welcomePost } from '../../src/cards/commands/welcome.ts';
import { cardPost } from '../../src/cards/message.ts';
import { callAgain } from '../../src/cards/ping/callCard.ts';
import { pingAgain } from '../../src/cards/ping/pingAgain.ts';
import type { Post, ViewContext } from '../../src/cards/post.ts';
import { contactAnsweredPost } from '../../src/cards/vendor/contactCard.ts';
import { cardVoice, textVoice } from '../../src/cards/voice.ts';
import type { Case } from '../../src/domain/case.ts';
import { isOutsider } from '../../src/domain/people.ts';
import { commands, pathOf } from '../../src/grammar/table.ts';
import type { ParseContext } from '../../src/grammar/types.ts';
import { plainText } from '../../src/teams/toast.ts';
import { contactWordsOf } from '../../src/words/contacts.ts';
import { organisationNames } from '../../src/words/speech.ts';
import type { Surface, Surroundings } from './surfaces.ts';

const post = (name: string, made: Post | null): Surface[] => (made === null ? [] : [{ name, post: made }]);

export function saidSurfaces(state: Case, view: ViewContext, around: Surroundings): Surface[] {
  return [
    ...firstWords(state, view, around),
    ...help(state, view, around),
    ...usedForms(state, view, around),
    ...contactsAnswered(view, around),
    ...drawnAgain(state, view),
    ...unreached(state, view, around),
    ...toOutsiders(state, view, around),
  ];
}

function firstWords(state: Case, view: ViewContext, { organisation, typed }: Surroundings): Surface[] {
  const ctx = heardIn(state, view, organisation);
  const { caseView: _, ...elsewhere } = ctx;
  return [
    ...[null, ...Object.keys(organisation.people)].flatMap((coordinator) =>
      post('to a stranger', strangerPost(organisation, coordinator, view)),
    ),
    ...Object.keys(organisation.vendors).flatMap((vendor) => post('welcome', welcomePost(view, vendor))),
    ...post('hello', shortPost(ctx, view)),
    ...post('hello, no case', shortPost({ ...elsewhere, threadCase: null }, view)),
    ...typed.flatMap((text) =>
      post('hello, not understood', shortPost(ctx, view, cardVoice(state, view).s.quote(text, 60))),
    ),
  ];
}

/** All of it, a group, commands that name ways, with those that lead nowhere in the case; and what is no command. */
function help(state: Case, view: ViewContext, { typed }: Surroundings): Surface[] {
  const asked = [undefined, 'ticket', 'ticket sent', 'ticket wants', ...typed];
  return asked.flatMap((command) => {
    const query = command === undefined ? {} : { command };
    return post('help', helpPost(query, view, deadWaysNotice(query, state, view)));
  });
}

/** The form of each command, sent a second time with people's words in it. */
function usedForms(state: Case, view: ViewContext, { organisation, typed, refusals }: Surroundings): Surface[] {
  const ctx = heardIn(state, view, organisation);
  return commands.flatMap((row, i) => {
    const filled = Object.fromEntries(
      Object.keys(row.args).map((name, n) => [name, typed[(i + n) % typed.length] ?? '']),
    );
    const asked = { kind: 'form' as const, command: pathOf(row), caseId: state.id, filled, problems: [] };
    const refusal = refusals[i % refusals.length];
    const said = refusal === undefined ? '' : plainText(answerTo({ kind: 'refused', refusal, state }, view));
    return post('form that was used', usedFormPost(asked, said, ctx, view));
  });
}

function contactsAnswered(view: ViewContext, { organisation }: Surroundings): Surface[] {
  const names = organisationNames(organisation);
  const { s } = cardVoice(names, view);
  const contacts = [
    ...Object.keys(organisation.people).map((id) => s.name(id)),
    ...Object.keys(organisation.vendors).map((id) => contactWordsOf(view.language).support(s.vendor(id))),
  ];
  return contacts.flatMap((name) =>
    (['right', 'changed'] as const).flatMap((what) =>
      post('contact answered', contactAnsweredPost(name, what, names, { ...view, person: 'megan' })),
    ),
  );
}

/** What takes the place of a card that was pressed, while more is left. */
function drawnAgain(state: Case, view: ViewContext): Surface[] {
  const people = Object.keys(state.directory.people).filter((id) => !isOutsider(state, id));
  return [
    ...people.flatMap((person) =>
      post('ping again', pingAgain(Object.keys(state.clocks), person, state, { ...view, person })),
    ),
    ...state.tickets.flatMap(({ id }) => post('call again', callAgain(id, state, { ...view, person: 'megan' }))),
    ...['owed-close', 'owed-resolve'].flatMap((card) => post('owed, drawn again', owedAgain(card, state, view))),
  ];
}

/** Nobody could be reached, each for a reason that a machine or a person wrote; and Teams and the telephones are down. */
function unreached(state: Case, view: ViewContext, { typed }: Surroundings): Surface[] {
  const people = Object.keys(state.directory.people);
  const reason = (i: number) => typed[i % typed.length] ?? '';
  const undelivered = Object.fromEntries(people.map((id, i) => [id, { at: view.now, reason: reason(i) }]));
  const carried = people.map((person, i) => ({
    person,
    keys: Object.keys(state.clocks),
    way: 'email' as const,
    passedOver: [{ way: 'teams' as const, reason: reason(i) }],
    at: state.openedAt,
  }));
  return [state.affects, ['teams'], ['teams', 'phones']].flatMap((affects) =>
    post('case card, nobody reached', cardPost('case', { ...state, undelivered, carried, affects }, view)),
  );
}

/** What somebody of a vendor's is told; and what others are told outside of the case's thread, with its number. */
function toOutsiders(state: Case, view: ViewContext, { facts, refusals }: Surroundings): Surface[] {
  const outsider = Object.keys(state.directory.people).find((id) => isOutsider(state, id));
  const done = facts.map((event) => ({ kind: 'done', before: state, after: state, events: [event] }) as const);
  const elsewhere = { ...view, numbered: state.id };
  const numbered = done.flatMap((one) =>
    answerTo(one, elsewhere).map((said) => ({ name: 'answer, numbered', post: named(said, state.id) })),
  );
  if (outsider === undefined) return numbered;
  const hers = { ...view, person: outsider, outsider: true } as const;
  const no = refusals.map((refusal) => ({ kind: 'refused', refusal, state }) as const);
  const voice = textVoice(state, hers);
  return [
    ...numbered,
    ...[...done, ...no].flatMap((one) =>
      answerTo(one, hers).map((said) => ({ name: 'answer to a vendor’s', post: said })),
    ),
    ...facts.flatMap((event) =>
      post('card after an answer of a vendor’s', answeredPost({ after: state, events: [event], by: outsider }, hers)),
    ),
    ...(['words', 'time'] as const).flatMap((missing) =>
      post('asked a vendor’s again', { text: outsiderAgain(missing, voice) }),
    ),
  ];
}

/** Somebody of ours speaks in the thread of the case. */
export function heardIn(state: Case, view: ViewContext, organisation: Surroundings['organisation']): ParseContext {
  const { people, vendors, services, timeZone: zone, casePrefix } = organisation;
  const here = { now: view.now, zone, people, vendors, services, playbooks: [], casePrefix, mentions: [] };
  return { ...here, threadCase: state.id, sender: 'megan', caseView: state };
}
