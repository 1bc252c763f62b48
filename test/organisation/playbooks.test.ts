import { describe, expect, it } from 'vitest';
import { localText } from '../../src/domain/playbook.ts';
import { durationParts } from '../../src/domain/time.ts';
import { stepText } from '../../src/words/stepText.ts';
import { broken, example, faultsOf, loaded } from './support.ts';

const own = (text: string, file = 'playbooks/own.yaml') => ({ file, text });

const LETTERS = {
  C: 'coordinator',
  O: 'operations',
  K: 'communications',
  V: 'vendor-liaison',
  M: 'management',
  L: 'legal',
  S: 'security',
} as const;

describe('the shipped playbooks', () => {
  const { playbooks } = loaded(example);
  /** "C +5m" and so on, as the design lists them; no time: without a due time. */
  const outline = (id: string) =>
    playbooks[id]?.steps.map(({ role, after }) => {
      const letter = Object.entries(LETTERS).find(([, name]) => name === role)?.[0];
      const minutes = after === undefined ? '' : ` ${durationParts(after).ms / 60_000}`;
      return `${letter}${minutes}`;
    });
  const head = ['C 5', 'C 10', 'K 30', 'L 60'];
  const tail = ['L', 'C', 'K', 'C'];

  it.each([
    ['mail-block', ['O 10', 'S 15', 'V 30', 'O 45', 'V 60', 'O 120', 'C 120', 'M 240', 'C']],
    ['account-hijack', ['S 10', 'S 15', 'S 30', 'O 30', 'S 120', 'O 240']],
    ['supplier-outage', ['O 15', 'V 20', 'C 45', 'O 60', 'V 60', 'V 120', 'M 240', 'L 1440']],
    ['sso-down', ['O 10', 'O 20', 'O 30', 'S 30', 'V 30', 'O 60']],
    ['data-leak', ['S 15', 'S 30', 'S 240', 'V 240', 'L 720', 'K 1440']],
    ['ddos', ['O 10', 'V 15', 'O 30', 'S 45', 'V 120', 'M 1440', 'O']],
    ['ransomware', ['S 10', 'O 15', 'S 60', 'S 120', 'M 240', 'O 480']],
    ['blank', []],
  ])('%s has its steps between those of every case', (id, steps) => {
    expect(outline(id)).toEqual([...head, ...steps, ...tail]);
  });

  it('are these, each with a name in both languages', () => {
    expect(Object.keys(playbooks).sort()).toEqual([
      'account-hijack',
      'blank',
      'data-leak',
      'ddos',
      'mail-block',
      'ransomware',
      'sso-down',
      'supplier-outage',
    ]);
    for (const { name } of Object.values(playbooks)) {
      expect(localText(name, 'en').length).toBeGreaterThan(3);
      expect(localText(name, 'sv')).not.toBe(localText(name, 'en'));
    }
  });

  it('say a step in its first thought, short enough to be read whole in a list on a phone; the rest is a hint', () => {
    for (const { id, steps } of Object.values(playbooks))
      for (const { text } of steps) {
        const { head } = stepText(localText(text, 'en'));
        expect([id, head, head.length <= 72 && !head.endsWith('…')]).toEqual([id, head, true]);
      }
  });

  it('say in mail-block who can lift the block, by bounce code, and what to type then', () => {
    const hint = localText(playbooks['mail-block']?.steps[4]?.hint ?? '', 'en');
    for (const code of ['5.1.8', '5.7.705', '5.7.708', '5.7.750', '5.7.606']) expect(hint).toContain(code);
    expect(hint).toMatch(/5\.1\.8.*control:ours/);
    expect(hint).toMatch(/5\.7\.705.*control:vendor/);
  });

  it('are short enough for a phone at three in the morning', () => {
    for (const { id, steps } of Object.values(playbooks))
      for (const { text } of steps)
        expect(localText(text, 'en').length, `${id}: ${localText(text, 'en')}`).toBeLessThan(140);
  });

  it('screen only the clocks that the organisation keeps', () => {
    expect(playbooks['mail-block']?.authorities).toEqual(['se-state-2020']);
  });
});

describe("an operator's playbooks", () => {
  const flood = `
id: flood
name: { en: Water in the machine room, sv: Vatten i datorhallen }
fits: { words: [Water, FLOOD], services: [network] }
ladder: vendor
steps:
  - { text: Close the main tap, role: operations, after: PT5M, proof: true }
  - text: { en: Move the backups, sv: Flytta säkerhetskopiorna }
    role: operations
    when: { severities: [sev1], services: [network], control: ours }
`;

  it('are added, with head and tail', () => {
    const playbook = loaded(example, [own(flood)]).playbooks['flood'];
    expect(playbook?.steps).toHaveLength(4 + 2 + 4);
    expect(playbook?.steps[4]).toEqual({ text: 'Close the main tap', role: 'operations', after: 'PT5M', proof: true });
    expect(playbook).toMatchObject({ fits: { words: ['water', 'flood'], services: ['network'] }, ladder: 'vendor' });
    expect(localText(playbook?.steps[5]?.text ?? '', 'sv')).toBe('Flytta säkerhetskopiorna');
  });

  it('replace shipped ones by id, head and tail too', () => {
    const { playbooks } = loaded(example, [
      own('id: blank\nname: { en: Nothing much }\nsteps: [{ text: Look, role: coordinator }]\n', 'playbooks/a.yaml'),
      own('id: head\nsteps: [{ text: Breathe, role: coordinator, after: PT0S }]\n', 'playbooks/b.yaml'),
    ]);
    expect(playbooks['blank']?.steps.map(({ text }) => text).slice(0, 2)).toEqual(['Breathe', 'Look']);
    expect(playbooks['blank']?.name).toEqual({ en: 'Nothing much' });
    expect(playbooks['ddos']?.steps[0]?.text).toBe('Breathe');
    expect(playbooks['head']).toBeUndefined();
  });

  it.each([
    [
      'an unknown role',
      ['role: operations, after', 'role: operation, after'],
      'line 7: `steps[0].role` is "operation"; expected one of coordinator, operations, communications, vendor-liaison, security, legal, management; did you mean `operations`?',
    ],
    [
      'a mistyped key',
      ['after: PT5M', 'affter: PT5M'],
      'line 7: `steps[0].affter` is not known; did you mean `after`?',
    ],
    [
      'a time that is none',
      ['PT5M', '5m'],
      'line 7: `steps[0].after` is "5m"; expected an ISO 8601 duration such as PT0S, PT45M or P1D',
    ],
    [
      'an unknown service',
      ['services: [network], control', 'services: [netwrok], control'],
      'line 10: `steps[1].when.services[0]` is "netwrok"; expected the id of one of the organisation\'s `services`; did you mean `network`?',
    ],
    [
      'an unknown ladder',
      ['ladder: vendor', 'ladder: vendro'],
      'line 5: `ladder` is "vendro"; expected one of the organisation\'s `ladders`; did you mean `vendor`?',
    ],
    [
      'an unknown clock',
      ['ladder: vendor', 'authorities: [gdpr]'],
      'line 5: `authorities[0]` is "gdpr"; expected the id of a clock in `authorities` or of a shipped one; known: se-state-2020, insurer, se-csl, se-state, gdpr-33, nis2, dora, uk-ico',
    ],
    [
      'no name',
      ['name: { en: Water in the machine room, sv: Vatten i datorhallen }', ''],
      'line 2: `name` is missing; expected a mapping with en, sv',
    ],
    [
      'a text that is none',
      ['{ en: Move the backups, sv: Flytta säkerhetskopiorna }', '7'],
      'line 8: `steps[1].text` is 7; expected a text, or { en: …, sv: … }',
    ],
  ] as const)('with %s are refused', (_, [piece, by], sentence) => {
    expect(flood).toContain(piece);
    const faults = faultsOf(example, [own(flood.replace(piece, by))]);
    expect(faults.map((fault) => [fault.file, fault.sentence])).toEqual([['playbooks/own.yaml', sentence]]);
  });

  it('cannot be two of one id', () => {
    const faults = faultsOf(example, [own(flood, 'playbooks/a.yaml'), own(flood, 'playbooks/b.yaml')]);
    expect(faults.map(({ file, sentence }) => [file, sentence])).toEqual([
      ['playbooks/b.yaml', 'line 2: `id` is "flood"; expected an id of its own, playbooks/a.yaml has the same'],
    ]);
  });

  it('have their faults told together with those of the organisation', () => {
    const faults = faultsOf(broken(['version: 1', 'version: 9']), [own('id: x\n'), own('[', 'playbooks/y.yaml')]);
    expect([...new Set(faults.map(({ file }) => file))]).toEqual([
      'organisation.yaml',
      'playbooks/own.yaml',
      'playbooks/y.yaml',
    ]);
  });
});
