import { describe, expect, it } from 'vitest';
import { readSubmit } from '../../src/grammar/submit.ts';
import { clicks, type Node, nodes } from '../support/cardParts.ts';
import { type Example, hugeCase, replayAt } from '../support/exampleCases.ts';
import { contextIn } from '../support/formGallery.ts';
import { gallery } from '../support/gallery.ts';

const noon = replayAt('2023-07-31 11:47', ['10:10']);

/** What a list that must be chosen from sends: the renderer holds the click back until something is chosen. */
function chosen(card: unknown): Node {
  const lists = nodes(card).filter((n) => n['type'] === 'Input.ChoiceSet' && n['isRequired'] === true);
  return Object.fromEntries(lists.map((n) => [n['id'], (n['choices'] as Node[])[0]?.['value']]));
}

/** As a person would send it who types nothing, or whose words were lost on the way. */
function meaning(click: Node, of: Example, card: unknown = {}) {
  const data: Node = { ...(click['data'] as Node), ...chosen(card) };
  const sender = data['card'] === 'outsider' ? 'lynne' : 'alex';
  return readSubmit(data, { ...contextIn(of, sender), threadCase: null });
}

describe.each(gallery().map((face) => [face.name, face.card] as const))('%s', (name, card) => {
  it('has no click that means nothing', () => {
    for (const click of clicks(card)) {
      const parsed = meaning(click, name.includes('huge') ? hugeCase() : noon, card);
      expect(['intent', 'query', 'form'], JSON.stringify(click['data'])).toContain(parsed.kind);
      // A form that a button asked for begins without complaints: the button knew its ticket, its step, its vendor.
      if (parsed.kind === 'form' && (click['data'] as Node)['verb'] === 'form') expect(parsed.problems).toEqual([]);
    }
  });
});

describe('one tap', () => {
  const verb = (name: string, title: string) => {
    const face = gallery().find((f) => f.name === name);
    const click = clicks(face?.card).find((c) => c['title'] === title);
    return click && meaning(click, noon);
  };

  it.each([
    ['case', 'Done', { type: 'step.done', step: 10 }],
    ['ticket', 'Escalate now', { type: 'ticket.escalate', ticket: 'T1' }],
    ['ticket', 'Fixed', { type: 'ticket.fixed', ticket: 'T1' }],
    ['ping', "I'm on it", { type: 'ack', until: '2023-07-31T10:17:00.000Z', target: 'step 10' }],
    ['ping', 'Not mine', { type: 'decline', target: 'step 10' }],
    ['call', 'No effect', { type: 'ticket.call', ticket: 'T1', result: 'no-effect' }],
    ['outsider', "I'm on it", { type: 'ack', until: '2023-07-31T10:17:00.000Z', target: 'T1' }],
    ['outsider', 'Wrong person', { type: 'decline', target: 'T1' }],
  ])('on %s: %s', (name, title, intent) => {
    expect(verb(name, title)).toMatchObject({ kind: 'intent', caseId: 'INC-1', intent });
  });
});
