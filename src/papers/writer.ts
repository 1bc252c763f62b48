/** What the writers of papers share: inert text, times as somebody in another town reads them, people by name or by role. */
import type { Case } from '../domain/case.ts';
import { entry, type PersonId, type RoleName, type ServiceId, type VendorId } from '../domain/organisation.ts';
import { mainRole } from '../domain/people.ts';
import type { Instant } from '../domain/time.ts';
import { cut, dated, dayAndTime, offset, place } from '../words/format.ts';
import { type PaperWords, paperWordsOf } from '../words/papers.ts';
import { wordsOf } from '../words/words.ts';
import { inert, together } from './inert.ts';

export interface Writer {
  w: PaperWords;
  /** Something that people wrote, at most so long. */
  text(of: string, longest: number): string;
  /** Kept on one line. */
  whole(of: string): string;
  /** "Mon 31 Jul 11:47"; the year too where it is not that of the paper. */
  time(at: Instant): string;
  /** With the year. */
  dated(at: Instant): string;
  zone(): { place: string; offset: string };
  /** Empty where people are left out. */
  name(person: PersonId): string;
  /** "operations"; empty for somebody without a role. */
  role(person: PersonId, of?: RoleName): string;
  vendor(id: VendorId): string;
  services(ids: readonly ServiceId[]): string;
  /** The kind of a vendor's route; empty without one. */
  route(vendor: VendorId, id: string | undefined): string;
}

export function writerFor(state: Case, of: { at: Instant; people: boolean }): Writer {
  const { directory, policy } = state;
  const { language } = directory;
  const { timeZone: zone } = policy;
  const w = paperWordsOf(language);
  const words = wordsOf(language);
  return {
    w,
    text: (text, longest) => inert(cut(inert(text), longest)),
    whole: (text) => together(cut(inert(text), 60)),
    time: (at) => together(dayAndTime(at, zone, of.at, language)),
    dated: (at) => together(dated(at, zone, language)),
    zone: () => ({ place: place(zone), offset: offset(of.at, zone) }),
    name: (id) => (of.people ? inert(cut(entry(directory.people, id)?.name ?? id, 60)) : ''),
    role(id, known) {
      const found = known ?? mainRole(directory, id);
      return found === undefined ? (of.people ? '' : w.colleague) : w.role(found);
    },
    vendor: (id) => inert(cut(entry(directory.vendors, id)?.name ?? id, 60)),
    services: (ids) => ids.map((id) => inert(cut(entry(directory.services, id)?.name ?? id, 60))).join(', '),
    route(vendor, id) {
      const found =
        id === undefined ? undefined : entry(directory.vendors, vendor)?.routes.find((one) => one.id === id);
      return found === undefined ? '' : words.routeKind(found.kind);
    },
  };
}
