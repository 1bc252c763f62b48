/** What the cards about vendors need at hand; they stand outside any case. */
import type { Desk } from '../../domain/desk.ts';
import { entry, type PersonId, type VendorId } from '../../domain/organisation.ts';
import { type Profile, profileOf } from '../../domain/profile.ts';
import { canReach, waysTo } from '../../domain/reach.ts';
import type { Instant } from '../../domain/time.ts';
import type { Catalogue } from '../../words/catalogue.ts';
import { day } from '../../words/format.ts';
import { type LiveCards, liveCardsOf } from '../../words/liveCards.ts';
import { type Names, type Speech, speechOf } from '../../words/speech.ts';
import { type VendorWords, vendorWordsOf } from '../../words/vendors.ts';
import { wordsOf } from '../../words/words.ts';
import type { Origin, ViewContext } from '../post.ts';

export interface VendorScene {
  desk: Desk;
  view: ViewContext;
  now: Instant;
  s: Speech;
  w: Catalogue;
  c: LiveCards;
  v: VendorWords;
  on: Origin;
}

export function vendorScene(desk: Desk, names: Names, view: ViewContext): VendorScene {
  const { now, language } = view;
  return {
    desk,
    view,
    now,
    s: speechOf(names, { ...view, medium: 'plain' }),
    w: wordsOf(language),
    c: liveCardsOf(language),
    v: vendorWordsOf(language),
    on: { card: 'vendor' },
  };
}

/** What is remembered of a vendor; of one without any ticket nothing. */
export function profileIn({ view }: Pick<VendorScene, 'view'>, vendor: VendorId): Profile {
  return entry(view.profiles ?? {}, vendor) ?? profileOf(vendor, []);
}

/** By which way the bot itself reaches somebody; null: it cannot. */
export function reachOf({ desk, v }: VendorScene, person: PersonId): string | null {
  if (!canReach(desk, person)) return null;
  const way = waysTo(desk, person).find(({ deadBecause }) => deadBecause === null);
  return way === undefined ? null : v.reached[way.kind];
}

/** "1 Sep 2026" for a day of the file. */
export function dayOf({ s, now }: VendorScene, date: string): string {
  return day(`${date}T12:00:00.000Z` as Instant, s.zone, now, s.language);
}
