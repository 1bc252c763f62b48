import { expect, it } from 'vitest';
import { opened, openTicket, sent } from './support.ts';

it('a case has a number after its prefix: INC-7', () => {
  const s = opened();
  expect([s.case.id, s.case.number]).toEqual(['INC-1', 1]);
});

it('steps are 1, 2, 3, … and new ones go on counting', () => {
  const s = opened();
  const count = s.case.steps.length;
  expect(s.case.steps.map((x) => x.number)).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  s.say('alex', { type: 'step.add', text: 'x' });
  expect(s.case.steps.at(-1)?.number).toBe(count + 1);
  expect(s.refused('alex', { type: 'step.done', step: 99 })).toEqual({
    no: 'unknown-step',
    step: 99,
    highest: count + 1,
  });
});

it('tickets are T1, T2, …; one closed by mistake keeps its number', () => {
  const s = openTicket(opened());
  s.say('alex', { type: 'ticket.close', ticket: 'T1', reason: 'mistake' });
  openTicket(s, { reference: 'REF-2' });
  expect(s.case.tickets.map((t) => t.id)).toEqual(['T1', 'T2']);
  expect(s.refused('alex', { type: 'ticket.fixed', ticket: 'T3' })).toEqual({
    no: 'unknown-ticket',
    ticket: 'T3',
    known: ['T1', 'T2'],
  });
});

it('decisions are D1, D2, …', () => {
  const s = opened();
  for (const words of ['a', 'b']) s.say('alex', { type: 'decide', words, because: 'c' });
  expect(s.case.decisions.map((d) => d.id)).toEqual(['D1', 'D2']);
});

it('a code to quote is new with every word that we send, opening included, and drawn outside the core', () => {
  const s = openTicket(opened());
  s.say('megan', sent('portal'), { supplies: { code: 'K-22222' } });
  s.say('megan', sent('phone'), { supplies: { code: 'K-33333' } });
  const codes = s.case.tickets[0]?.sent.map((w) => w.code) ?? [];
  expect(codes[0]).toMatch(/^K-[2-9A-HJKMNP-TV-Z]{5}$/);
  expect(codes.slice(1)).toEqual(['K-22222', 'K-33333']);
});
