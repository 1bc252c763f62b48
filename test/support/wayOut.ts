// What is wrong with something that leaves: everything that would be more than text at its reader's.
import type { Letter, Post } from '../../src/cards/post.ts';
import { LONGEST_TEXT, outboundOf } from '../../src/teams/outbound.ts';
import { plainText } from '../../src/teams/toast.ts';
import { type Node, nodes } from './cardParts.ts';
import { liveChoice, liveMarkup, liveText, rewritten, unseen } from './liveMarkup.ts';
import { OUR_LINK, type Surface } from './surfaces.ts';

/** The elements and actions that cards are built of; none of them fetches anything. */
const ELEMENTS = new Set([
  'AdaptiveCard',
  'Container',
  'ColumnSet',
  'Column',
  'TextBlock',
  'RichTextBlock',
  'TextRun',
  'FactSet',
  'ActionSet',
  'Input.Text',
  'Input.ChoiceSet',
  'Input.Toggle',
  'Input.Date',
  'Input.Time',
  'Action.Execute',
  'Action.Submit',
  'Action.ToggleVisibility',
  'Action.ShowCard',
]);
/** What only a card that fetches, leads away or mentions has. */
const REACHING = ['url', 'backgroundImage', 'iconUrl', 'msteams', 'refresh', 'authentication', '$data', '$when'];
const links = [OUR_LINK];

export function faultsOf(surface: Surface): string[] {
  if ('post' in surface) return postFaults(surface.post);
  if ('letter' in surface) return letterFaults(surface.letter);
  if ('html' in surface) return pageFaults(surface.html);
  if ('text' in surface) return unseen(surface.text);
  return jsonFaults(surface.json);
}

function opens(url: unknown): boolean {
  return url === OUR_LINK || (typeof url === 'string' && /^https:\/\/[^\s\p{C}@\\]+$/u.test(url));
}

function postFaults(post: Post): string[] {
  const { text = '', card, summary = '', mentions = [] } = post;
  const names = mentions.map(({ name }) => name);
  const sent = outboundOf(post, (person) => ({ id: `29:${person}`, name: person }));
  const { entities = [] } = sent as { entities?: object[] };
  return [
    ...(card === undefined ? [] : cardFaults(card)),
    ...liveMarkup(text, { mentions: names, links }),
    ...unseen(summary),
    ...unseen(plainText([post])),
    ...names.filter((name) => /[<>&]/u.test(name)).map((name) => `a mention that ends early: ${name}`),
    ...(text.split(/<at>/iu).length - 1 > names.length ? ['more mentions than are meant'] : []),
    ...(entities.length > names.length ? [`${entities.length} mentions, ${names.length} meant`] : []),
    ...evaluated(JSON.stringify(sent)),
    ...(text.length > LONGEST_TEXT ? ['longer than Teams takes'] : []),
  ];
}

function cardFaults(card: object): string[] {
  return nodes(card, true).flatMap((node) => {
    const type = node['type'];
    // Ours, or the address of a vendor's portal from the organisation file: operators write it to be opened.
    if (type === 'Action.OpenUrl' && opens(node['url'])) return strings([node['title']]).flatMap(unseen);
    const reaching = REACHING.filter((key) => key in node);
    const kinds = [
      ...(typeof type === 'string' && !ELEMENTS.has(type) ? [`an element ${type}`] : []),
      ...reaching.map((key) => `${key} in ${String(type)}`),
    ];
    const { text, title, label, speak, fallbackText, placeholder, errorMessage } = node as Record<string, unknown>;
    const facts = type === 'FactSet' ? (node['facts'] as Node[]).flatMap((fact) => [fact['title'], fact['value']]) : [];
    const markdown = type === 'TextBlock' ? [text] : facts;
    const choices = type === 'Input.ChoiceSet' ? (node['choices'] as Node[]).map((choice) => choice['title']) : [];
    const plain = [type === 'TextRun' ? text : '', title, label, speak, fallbackText, placeholder, errorMessage];
    return [
      ...kinds,
      ...(node['style'] === 'expanded' ? strings(choices).flatMap(liveChoice) : []),
      ...strings(markdown).flatMap((one) => liveMarkup(one, { links })),
      ...strings(plain).flatMap((one) => [...unseen(one), ...rewritten(one)]),
    ];
  });
}

const strings = (of: readonly unknown[]): string[] => of.filter((one): one is string => typeof one === 'string');

/** What a template would have made of somebody's words. */
function evaluated(text: string): string[] {
  return text.includes('zzqq') ? ['a template was evaluated'] : [];
}

function letterFaults({ subject, text, short }: Letter): string[] {
  return [
    ...liveText(subject, { links }),
    ...(/[\r\n]/u.test(subject) ? [`a second line in a subject: ${JSON.stringify(subject)}`] : []),
    ...liveText(text, { links }),
    ...liveText(short, { links }),
  ];
}

/** A page is read as a browser reads it: which tags, with which attributes. */
const PLAIN_TAGS =
  /^<(?:\/?(?:html|head|title|style|body|header|main|footer|section|h1|h2|p|dl|dt|dd|ul|li|form|fieldset|label|select|option|button)|!doctype html|meta charset="utf-8"|meta name="(?:viewport|robots)" content="[\w=, .-]*"|html lang="(?:en|sv)"|section id="[\w-]+"|p class="(?:says|first|hint)"(?: role="status")?|form method="post"|label for="until"|select id="until" name="for"|option value="[PTDHM\d]+"(?: selected)?|button(?: class="main")? name="answer" value="(?:on-it|not-mine)")>$/u;

function pageFaults(html: string): string[] {
  const tags = html.match(/<[^>]*>?/gu) ?? [];
  const entities = html.replace(/&(?:amp|lt|gt|quot|nbsp|#39);/gu, '').match(/&/gu) ?? [];
  return [
    ...tags.filter((tag) => !PLAIN_TAGS.test(tag)).map((tag) => `a tag of somebody's: ${tag.slice(0, 80)}`),
    ...entities.map(() => 'an ampersand that is none of ours'),
    ...unseen(html),
  ];
}

function jsonFaults(json: string): string[] {
  const all: string[] = [];
  JSON.parse(json, (key, value: unknown) => {
    if (typeof value === 'string') all.push(key, value);
    return value;
  });
  return all.flatMap(unseen);
}
