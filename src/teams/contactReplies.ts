/** The check of contacts in a chat: the list, and what comes of `Still right` and `Changed`. */
import { contactAnsweredPost, contactCheckPost } from '../cards/vendor/contactCard.ts';
import { cardVoice, textVoice } from '../cards/voice.ts';
import { type ContactId, supportOf } from '../domain/contacts.ts';
import { entry, type VendorId } from '../domain/organisation.ts';
import type { Post } from '../engine/index.ts';
import type { Click } from '../grammar/submit.ts';
import type { Query } from '../grammar/types.ts';
import { type ContactWords, contactWordsOf } from '../words/contacts.ts';
import type { Speech } from '../words/speech.ts';
import { namesIn, type Room, type Speaking, viewOf } from './room.ts';
import { plainText } from './toast.ts';

export type ContactQuery = Extract<Query, { type: 'vendor.check' | 'contact.right' | 'contact.changed' }>;

export function isContactQuery(query: Query): query is ContactQuery {
  return query.type === 'vendor.check' || query.type === 'contact.right' || query.type === 'contact.changed';
}

export type ContactAnswer = Extract<ContactQuery, { type: 'contact.right' | 'contact.changed' }>;

export function isContactAnswer(query: Query): query is ContactAnswer {
  return query.type === 'contact.right' || query.type === 'contact.changed';
}

export async function contactReply(room: Room, speaking: Speaking, query: ContactQuery): Promise<Post[]> {
  if (query.type !== 'vendor.check') return [{ text: (await answered(room, speaking, query)).text }];
  return [await checkCard(room, speaking, query.page, query.vendor)];
}

async function checkCard(room: Room, speaking: Speaking, page: number, vendor?: VendorId): Promise<Post> {
  const report = await room.engine.contacts.report(vendor === undefined ? {} : { vendor });
  const of = { page, ...(vendor !== undefined && { vendor }) };
  return contactCheckPost(report, namesIn(room.organisation()), of, viewOf(room, speaking));
}

/** How a click is answered whose answer is no fact of a case. */
export interface ClickReply {
  toast: string;
  /** Said in the conversation beside the toast. */
  posts: Post[];
  /** What takes the place of what was clicked. */
  again?: Post;
}

/** What a click on the list or on its form is answered with: the card as it stands after it, and its words once. */
export async function contactPressed(
  room: Room,
  speaking: Speaking,
  query: ContactAnswer,
  click: Click,
): Promise<{ posts: Post[]; reply: ClickReply }> {
  const view = viewOf(room, speaking);
  const said = await answered(room, speaking, query);
  const posts = [{ text: said.text }];
  const names = namesIn(room.organisation());
  const whole = { toast: plainText(posts), posts: [] };
  if (!said.written) return { posts, reply: whole };
  const k = contactWordsOf(view.language);
  const name = nameOf(room, query.contact, cardVoice(names, view).s, k);
  const again =
    click.card === 'vendor'
      ? await checkCard(room, speaking, Number(click.text('page') ?? 1), vendorOf(room, click.text('vendor')))
      : contactAnsweredPost(name, query.type === 'contact.right' ? 'right' : 'changed', names, {
          ...view,
          person: speaking.person,
        });
  return { posts, reply: said.follows ? { toast: k.pressed(name), posts, again } : { ...whole, again } };
}

/** What came with a click is a vendor of the file, or nothing. */
function vendorOf(room: Room, text: string | undefined): VendorId | undefined {
  return text === undefined ? undefined : entry(room.organisation().vendors, text)?.id;
}

/** A number as the organisation file has them: with its country, so that it can be dialled from anywhere. */
function isNumber(text: string): boolean {
  return /^\+\d(?:[ ()./-]{0,2}\d){6,14}$/u.test(text.trim());
}

/** Whose support a contact is; undefined: it is a person. */
function supportIn(room: Room, contact: ContactId): VendorId | undefined {
  return Object.keys(room.organisation().vendors).find((id) => supportOf(id) === contact);
}

function nameOf(room: Room, contact: ContactId, s: Speech, k: ContactWords): string {
  const vendor = supportIn(room, contact);
  return vendor === undefined ? s.name(contact) : k.support(s.vendor(vendor));
}

interface Said {
  text: string;
  /** It was written down that somebody looked. */
  written?: true;
  /** It is more than a sentence: it has to stand in the conversation. */
  follows?: true;
}

async function answered(room: Room, speaking: Speaking, query: ContactAnswer): Promise<Said> {
  const view = viewOf(room, speaking);
  const k = contactWordsOf(view.language);
  const { s } = textVoice(namesIn(room.organisation()), view);
  const vendor = supportIn(room, query.contact);
  const name = nameOf(room, query.contact, s, k);
  const change = query.type === 'contact.right' ? null : { ...query.change };
  if (change?.email !== undefined && vendor !== undefined) return { text: k.supportNumberOnly };
  if (change?.phone !== undefined && !isNumber(change.phone)) return { text: k.noNumber(s.quote(change.phone, 40)) };
  const made = await room.engine.contacts.answer(query.contact, speaking.person, change);
  if ('patch' in made)
    return { text: `${k.ready(name, made.file)}\n\n${block(made.patch)}`, written: true, follows: true };
  switch (made.fault) {
    case 'nothing':
      return {
        text: k.nothing(name),
        written: true,
      };
    case 'changed-before':
      return {
        text: k.changedBefore(
          name,
          s.name(made.by),
          s.at(made.at),
          s.typed(`vendor changed ${query.contact} phone:"…"`),
        ),
      };
    case 'unknown':
      return {
        text: k.unknown(s.text(query.contact, 60), s.list(Object.keys(room.organisation().people).slice(0, 12))),
      };
    case 'by-hand':
      return {
        text: k.byHand(name, s.text(Object.values(change ?? {}).join(', ') || k.stillRight, 200)),
        written: true,
        follows: true,
      };
    case 'not-kept':
      return { text: k.failed(name), written: true };
  }
}

/** A block of code, in which nothing is a mention or a link; a fence inside of it must not end it. */
function block(patch: string): string {
  return `\`\`\`\n${patch.replaceAll('```', "'''")}\n\`\`\``;
}
