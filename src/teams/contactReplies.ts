/** The check of contacts in a chat: the list, and what comes of `Still right` and `Changed`. */
import { contactCheckPost } from '../cards/contactCard.ts';
import { textVoice } from '../cards/voice.ts';
import { supportOf } from '../domain/contacts.ts';
import type { Post } from '../engine/index.ts';
import type { Query } from '../grammar/types.ts';
import { contactWordsOf } from '../words/contacts.ts';
import { namesIn, type Room, type Speaking, viewOf } from './room.ts';

export type ContactQuery = Extract<Query, { type: 'vendor.check' | 'contact.right' | 'contact.changed' }>;

export function isContactQuery(query: Query): query is ContactQuery {
  return query.type === 'vendor.check' || query.type === 'contact.right' || query.type === 'contact.changed';
}

export async function contactReply(room: Room, speaking: Speaking, query: ContactQuery): Promise<Post[]> {
  const view = viewOf(room, speaking);
  if (query.type !== 'vendor.check') return [{ text: await answered(room, speaking, query) }];
  const { vendor, page } = query;
  const report = await room.engine.contacts.report(vendor === undefined ? {} : { vendor });
  const of = { page, ...(vendor !== undefined && { vendor }) };
  return [contactCheckPost(report, namesIn(room.organisation()), of, view)];
}

/** A number as the organisation file has them: with its country, so that it can be dialled from anywhere. */
function isNumber(text: string): boolean {
  return /^\+\d(?:[ ()./-]{0,2}\d){6,14}$/u.test(text.trim());
}

async function answered(
  room: Room,
  speaking: Speaking,
  query: Extract<ContactQuery, { type: 'contact.right' | 'contact.changed' }>,
): Promise<string> {
  const view = viewOf(room, speaking);
  const k = contactWordsOf(view.language);
  const { s } = textVoice(namesIn(room.organisation()), view);
  const vendor = Object.keys(room.organisation().vendors).find((id) => supportOf(id) === query.contact);
  const name = vendor === undefined ? s.name(query.contact) : k.support(s.vendor(vendor));
  const change = query.type === 'contact.right' ? null : { ...query.change };
  if (change !== null && Object.keys(change).length === 0) return k.noChange;
  if (change?.email !== undefined && vendor !== undefined) return k.supportNumberOnly;
  if (change?.phone !== undefined && !isNumber(change.phone)) return k.noNumber(s.quote(change.phone, 40));
  const made = await room.engine.contacts.answer(query.contact, speaking.person, change);
  if ('patch' in made) return `${k.ready(name, made.file)}\n\n${block(made.patch)}`;
  switch (made.fault) {
    case 'nothing':
      return vendor !== undefined && change === null ? k.supportRight(s.vendor(vendor)) : k.nothing(name);
    case 'unknown':
      return k.unknown(s.text(query.contact, 60), s.list(Object.keys(room.organisation().people).slice(0, 12)));
    case 'by-hand':
      return k.byHand(name, s.text(Object.values(change ?? {}).join(', ') || k.stillRight, 200));
    case 'not-kept':
      return k.failed(name);
  }
}

/** A block of code, in which nothing is a mention or a link; a fence inside of it must not end it. */
function block(patch: string): string {
  return `\`\`\`\n${patch.replaceAll('```', "'''")}\n\`\`\``;
}
