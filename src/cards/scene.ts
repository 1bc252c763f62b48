/** Everything a view function needs at hand: the case, the moment, the reader's words, and where its buttons stand. */

import type { Case, Clock, Hold } from '../domain/case.ts';
import { clockOf, type Due, nextInstant } from '../domain/ladder.ts';
import type { Obligation } from '../domain/obligation.ts';
import { obligationsOf } from '../domain/obligations.ts';
import type { PersonId, RungDo } from '../domain/organisation.ts';
import { reached, targetsOf } from '../domain/targets.ts';
import { vendorLadder } from '../domain/tickets.ts';
import type { Instant } from '../domain/time.ts';
import { type ComingRung, ladderView } from '../domain/timers.ts';
import type { Catalogue } from '../words/catalogue.ts';
import { type LiveCards, liveCardsOf } from '../words/liveCards.ts';
import type { Speech } from '../words/speech.ts';
import { wordsOf } from '../words/words.ts';
import type { CardName, Origin, ViewContext } from './post.ts';
import { speechFor } from './voice.ts';

export interface Scene {
  state: Case;
  view: ViewContext;
  now: Instant;
  /** Plain text: the blocks make it inert in the element where it lands. */
  s: Speech;
  w: Catalogue;
  c: LiveCards;
  on: Origin;
  /** What is owed now, by key. */
  owed: ReadonlyMap<string, Obligation>;
}

export function sceneOf(state: Case, view: ViewContext, card: CardName): Scene {
  const { now, language } = view;
  return {
    state,
    view,
    now,
    s: speechFor(state, view, 'plain'),
    w: wordsOf(language),
    c: liveCardsOf(language),
    on: { card, case: state.id, rev: state.version },
    owed: new Map(obligationsOf(state).map((ob) => [ob.key, ob])),
  };
}

/** "Patti Fernandez and the channel". */
export function whom({ s, c }: Scene, people: readonly PersonId[], channel: boolean): string {
  const names = s.names(people);
  return channel || people.length === 0 ? c.andChannel(names) : names;
}

export interface Coming {
  at: Instant;
  what: Due['what'];
  people: readonly PersonId[];
  channel: boolean;
  /** What a rung asks them to do. */
  do?: RungDo;
  /** The rungs after it. */
  after: readonly ComingRung[];
}

/** What comes next for an obligation, with the people as things stand. */
export function comingOf(scene: Pick<Scene, 'state' | 'now'>, ob: Obligation): Coming {
  return reached(scene.state, ob, meantNext(scene, ob), scene.now);
}

function meantNext({ state, now }: Pick<Scene, 'state' | 'now'>, ob: Obligation): Coming {
  const { at, what } = nextInstant(state, ob);
  const ladder = ladderView(state, ob);
  const clock = clockOf(state, ob);
  switch (what) {
    case 'reminder':
      return { at, what, people: clock.last?.people ?? [], channel: false, after: ladder };
    case 'rung': {
      const [first, ...after] = ladder;
      const { people = [], channel = false, do: act } = first ?? {};
      return { at, what, people, channel, ...(act && { do: act }), after };
    }
    case 'digest': {
      const digest = clock.digests + 1;
      const top = ob.ladder?.ladder.rungs.at(-1)?.ping ?? ['owner'];
      return { at, what, ...targetsOf(state, ob, top, now, { digest, repeat: digest }), after: [] };
    }
    case 'deadline': {
      const rule = vendorLadder(state, ob.about.vendor ?? '')[state.severity].deadline;
      return { at, what, ...targetsOf(state, ob, rule?.ping ?? [], now, { repeat: clock.pings }), after: [] };
    }
    case 'promise':
      return { at, what, people: [], channel: false, after: [] };
  }
}

/** The hold that is running on an obligation. */
export function holdOf({ state, now }: Scene, ob: Pick<Obligation, 'key' | 'epoch'>): Hold | undefined {
  const { hold } = clockOf(state, ob);
  return hold && hold.until > now ? hold : undefined;
}

/** Where an obligation's ladder stands. */
export function clockFor({ state }: Scene, ob: Pick<Obligation, 'key' | 'epoch'>): Clock {
  return clockOf(state, ob);
}

/** `Megan` of `Megan Bowen`. */
export function firstName({ s }: Scene, person: PersonId): string {
  return s.name(person).split(/\s/u)[0] ?? '';
}
