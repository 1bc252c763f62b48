// What the check of contacts says in a chat, with hostile text in the names of the organisation file, in what was typed, and in the patch.
import { afterEach, expect, it } from 'vitest';
import { changed } from '../domain/sentences/support.ts';
import { hostileStrings } from '../support/hostileStrings.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { faultsOf } from '../support/wayOut.ts';
import { closeWorlds, openWorld } from '../support/world.ts';

afterEach(closeWorlds);

const EVERY = Number(process.env['HOSTILE_EVERY'] ?? 20);

/** What our own words are made of (bold names, lines to type, the patch): the same for a name that is nothing but one. */
const HARMLESS = 'Lynne Robbins';

const of = (args: object, verb: string) => ({ baton: 1, verb, card: 'form', args });
const presses = (text: string) => [
  of({ contact: 'lynne' }, 'vendor right'),
  of({ contact: 'lynne', phone: '+46 70 000 00 07' }, 'vendor changed'),
  of({ contact: 'lynne', phone: text }, 'vendor changed'),
  of({ contact: 'lynne', email: text }, 'vendor changed'),
  of({ contact: 'support:microsoft', phone: text }, 'vendor changed'),
  of({ contact: `no ${text}` }, 'vendor right'),
];

/** Of each answer, in order: how often which kind of fault was found in it. */
async function answersTo(text: string): Promise<{ kinds: Map<string, number>; faults: string[]; said: string }[]> {
  const organisation = changed((o) => {
    if (o.people['lynne']) Object.assign(o.people['lynne'], { name: text, verified: '2023-01-01' });
    if (o.vendors['microsoft']) o.vendors['microsoft'].name = text;
  });
  const patches = { make: async () => ({ patch: `${text}\n\`\`\`\nmore`, file: 'lynne.patch' }) };
  const world = await openWorld({ start: '2023-07-31T06:10:00Z', organisation, upkeep: { patches } });
  const room = new TeamsRoom(world);
  const answers = [];
  for (const press of presses(text)) {
    const { posts, replaced } = await room.presses('alex', press, 'submit');
    const all = [...posts, ...replaced].map((post) => ({ ...post, text: post.text ?? '' }));
    expect(all.filter(({ text }) => fences(text) % 2 === 1)).toEqual([]);
    const faults = all.flatMap((post) => faultsOf({ name: '', post: { ...post, text: beside(post.text) } }));
    const kinds = new Map<string, number>();
    for (const fault of faults) kinds.set(kindOf(fault), (kinds.get(kindOf(fault)) ?? 0) + 1);
    answers.push({ kinds, faults, said: posts.map((post) => post.text).join() });
  }
  return answers;
}

const fences = (text: string) => text.split('```').length - 1;

/** Without the patch: in a block of code everything is text that does not end it. */
const beside = (text: string) => text.replace(/^```\n[\s\S]*\n```$/mu, '');

const kindOf = (fault: string) => fault.split(':')[0] ?? '';

it('is text and nothing else, whatever stands in it', async () => {
  const ours = await answersTo(HARMLESS);
  expect(new Set(ours.map(({ said }) => said)).size).toBe(3);
  const found: string[] = [];
  for (const { text, family } of hostileStrings.filter((_, n) => n % EVERY === 0))
    for (const [n, { kinds, faults }] of (await answersTo(text)).entries())
      for (const [kind, times] of kinds)
        if (times > (ours[n]?.kinds.get(kind) ?? 0))
          found.push(`${family}, answer ${n}: ${faults.filter((fault) => kindOf(fault) === kind).join(' | ')}`);
  expect(found).toEqual([]);
});
