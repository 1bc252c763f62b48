/** Facts about evidence packs: built, sent, read, linked, fetched. */
import type { Case } from '../../domain/case.ts';
import type { FormName, PersonalData } from '../../domain/paperForms.ts';
import type { Speech } from '../speech.ts';
import { type BodyOf, type Fact, said } from './eventParts.ts';

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

const FORM: Record<FormName, string> = { html: 'a page', text: 'text', json: 'JSON' };

export function form(of: FormName): string {
  return FORM[of];
}

/** "3 people, 1 e-mail address and 2 telephone numbers"; empty when there is nothing about people. */
export function personal({ people, emails, phones }: PersonalData, s: Pick<Speech, 'list'>): string {
  const parts = [
    people.length === 0 ? '' : count(people.length, 'person', 'people'),
    emails === 0 ? '' : count(emails, 'e-mail address', 'e-mail addresses'),
    phones === 0 ? '' : count(phones, 'telephone number', 'telephone numbers'),
  ];
  return s.list(parts.filter((part) => part !== ''));
}

export function packBuilt(e: BodyOf<'pack-built'>, s: Speech): Fact {
  const about = personal(e.personal, s);
  return {
    mark: '•',
    head: `Evidence pack ${e.version} built for ${e.ticket}`,
    more: [
      e.withoutPeople ? 'roles instead of names' : '',
      about === '' ? 'nothing in it about people' : `in it: ${about}`,
    ],
  };
}

export function packLinked(e: BodyOf<'pack-linked'>, s: Speech): Fact {
  return {
    mark: '•',
    head: `A download link for evidence pack ${e.version}`,
    more: ['works without signing in', `until ${s.at(e.expires)}`],
  };
}

export function packDownloaded(e: BodyOf<'pack-downloaded'>): Fact {
  return { mark: '•', head: `Evidence pack ${e.version} was downloaded as ${form(e.form)}` };
}

export function packRevoked(e: BodyOf<'pack-revoked'>): Fact {
  const whose = e.version === undefined ? '' : ` of evidence pack ${e.version}`;
  return {
    mark: '✕',
    head: `Revoked: ${count(e.links.length, 'download link', 'download links')}${whose}`,
    more: ['what was downloaded before stays where it is'],
  };
}

export function packReceipt(e: BodyOf<'pack-receipt'>, state: Case, s: Speech): Fact {
  const ticket = state.tickets.find(({ id }) => id === e.ticket);
  const pack = ticket?.sent.find(({ code }) => code === e.code)?.pack;
  const what = pack === undefined ? 'what we wrote' : `evidence pack ${pack}`;
  return {
    mark: '✓',
    head: `${e.ticket}: ${s.vendor(ticket?.vendor ?? 'vendor')} has read ${what}`,
    more: [said(e.words, s.quote), `they quoted ${s.text(e.code, 10)}`, 'does not count as an answer of theirs'],
  };
}
