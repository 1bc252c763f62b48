import { describe, expect, it } from 'vitest';
import { broken, faultsOf, loaded } from './support.ts';

const recipient = '{ name: The authority, phone: "+46 10 000 00 00" }';
const taking = (id: string, rest = '') =>
  broken(['\nauthorities:  ', `\nauthorities:\n  ${id}: { recipient: ${recipient}${rest} }\n  # `]);

describe('the shipped clocks', () => {
  it.each([
    ['se-csl', ['warning PT24H start', 'notification PT72H start', 'final P1M notification']],
    ['se-state', ['warning PT6H start phone', 'notification PT72H start', 'final P1M start']],
    ['se-state-2020', ['warning PT6H start phone', 'final P4W warning']],
    ['gdpr-33', ['notification PT72H start']],
    ['nis2', ['warning PT24H start', 'notification PT72H start', 'final P1M notification']],
    ['uk-ico', ['notification PT72H start phone']],
  ])('%s is taken by its id with a recipient', (id, stages) => {
    const text = id === 'se-state-2020' ? broken() : taking(id);
    const clock = loaded(text).organisation.authorities[id];
    expect(
      clock?.stages.map((stage) => `${stage.id} ${stage.within} ${stage.from}${stage.by === 'phone' ? ' phone' : ''}`),
    ).toEqual(stages);
    expect(clock).toMatchObject({ id, holder: 'legal', startsWith: 'aware' });
    expect(clock?.rule.length).toBeGreaterThan(5);
    expect(clock?.ruleDate).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('are off until they are named', () => {
    expect(Object.keys(loaded(broken()).organisation.authorities)).toEqual(['se-state-2020', 'insurer']);
  });

  it('have any field replaced', () => {
    const clock = loaded(taking('gdpr-33', ', holder: security, stages: [{ id: all, within: PT48H, from: start }]'))
      .organisation.authorities['gdpr-33'];
    expect(clock).toMatchObject({ holder: 'security', rule: expect.stringContaining('GDPR art. 33') });
    expect(clock?.stages).toEqual([{ id: 'all', within: 'PT48H', from: 'start' }]);
  });

  it('dora counts from the classification, at most 24 hours from awareness, and its middle report may come again', () => {
    const clock = loaded(taking('dora')).organisation.authorities['dora'];
    expect(clock).toMatchObject({
      startsWith: 'classified',
      stages: [
        { id: 'initial', within: 'PT4H', from: 'start', atMost: { within: 'PT24H', from: 'aware' } },
        { id: 'intermediate', within: 'PT72H', from: 'initial', again: true },
        { id: 'final', within: 'P1M', from: 'intermediate' },
      ],
    });
  });
});

it('two stages cannot have one id, and none may be called start', () => {
  const stages = (first: string, second: string) =>
    faultsOf(
      taking(
        'gdpr-33',
        `, stages: [{ id: ${first}, within: PT1H, from: start }, { id: ${second}, within: PT2H, from: start }]`,
      ),
    );
  expect(stages('one', 'one')[0]?.sentence).toContain('`authorities.gdpr-33.stages[1].id` is "one"');
  expect(stages('start', 'two')[0]?.sentence).toContain('`authorities.gdpr-33.stages[0].id` is "start"');
});

it('what a stage may say besides is checked like everything else', () => {
  const stage = (rest: string) => taking('gdpr-33', `, stages: [{ id: one, within: PT1H, from: start, ${rest} }]`);
  expect(faultsOf(stage('atMost: { within: PT24H, from: start }'))[0]?.sentence).toContain('expected one of aware');
  expect(faultsOf(stage('again: often'))[0]?.sentence).toContain('expected true or false');
  expect(faultsOf(stage('ongoing: { id: one, within: P1M }'))[0]?.sentence).toContain(
    '`authorities.gdpr-33.stages[0].ongoing.id`',
  );
  expect(faultsOf(stage('atMots: 1'))[0]?.sentence).toContain('`atMost`');
  expect(faultsOf(taking('gdpr-33', ', onRequest: [notification]'))[0]?.sentence).toContain(
    'onRequest[0]` is "notification"',
  );
});
