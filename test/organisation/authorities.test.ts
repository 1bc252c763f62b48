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

  it('do not include one whose earlier-of-two start no clock here can say', () => {
    expect(faultsOf(taking('dora'))[0]?.sentence).toContain('`authorities.dora` is no shipped clock');
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
