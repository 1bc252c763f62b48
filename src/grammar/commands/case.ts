/** `case …` and `role`. */
import {
  choice,
  page,
  person,
  playbook,
  required,
  role,
  services,
  severity,
  time,
  title,
  vendor,
  words,
} from '../args.ts';
import { affects } from '../caseArgs.ts';
import { row, said } from '../row.ts';
import type { CommandRow } from '../types.ts';

const everywhere = ['team', 'groupChat', 'personal'] as const;

export const caseCommands: readonly CommandRow[] = [
  row('case new', {
    needsCase: false,
    lists: everywhere,
    args: {
      title: required(title()),
      sev: severity(),
      playbook: playbook(),
      affects: services(),
    },
    intent: (v) => ({
      type: 'case.new',
      title: v.title,
      ...said({ severity: v.sev, playbook: v.playbook, affects: v.affects }),
    }),
  }),
  row('case list', {
    needsCase: false,
    lists: everywhere,
    args: { filter: choice(['open', 'mine', 'overdue', 'all']), page: page() },
    query: (v) => ({ type: 'case.list', filter: v.filter ?? 'open', page: v.page ?? 1 }),
  }),
  row('case show', { lists: everywhere, query: () => ({ type: 'case.show' }) }),
  row('case set', {
    args: {
      sev: severity(),
      affects: affects(),
      title: title({ place: 'keyed', usage: 'title:"…"' }),
      aware: time({ usage: 'aware:08:00' }, 'last'),
      control: choice(['ours', 'vendor'], { place: 'keyed', usage: 'control:ours|vendor' }),
      vendor: vendor({ place: 'keyed', usage: 'vendor:<id>' }),
    },
    check: (v) => (Object.values(v).every((value) => value === undefined) ? [{ problem: 'nothing-to-set' }] : []),
    intent: (v) => ({
      type: 'case.set',
      ...said({
        severity: v.sev,
        affects: v.affects,
        title: v.title,
        aware: v.aware,
        // Whoever names a vendor alone says that it is theirs to fix.
        control: v.control ?? (v.vendor === undefined ? undefined : 'vendor'),
        vendor: v.vendor,
      }),
    }),
  }),
  row('case own', { args: { to: required(person()) }, intent: (v) => ({ type: 'case.own', to: v.to }) }),
  row('case handover', {
    args: { to: required(person()), words: words() },
    intent: (v) => ({ type: 'case.handover', to: v.to, ...said({ words: v.words }) }),
  }),
  row('case accept', { intent: () => ({ type: 'case.accept' }) }),
  row('case decline', {
    args: { words: words() },
    intent: (v) => ({ type: 'case.decline', ...said({ words: v.words }) }),
  }),
  row('role', {
    args: { role: required(role()), to: required(person()) },
    intent: (v) => ({ type: 'role.assign', role: v.role, to: v.to }),
  }),
  row('case resolve', {
    args: { words: required(words()) },
    intent: (v) => ({ type: 'case.resolve', words: v.words }),
  }),
  row('case close', { intent: () => ({ type: 'case.close' }) }),
  row('case reopen', { args: { words: required(words()) }, intent: (v) => ({ type: 'case.reopen', words: v.words }) }),
  row('case adopt', { intent: () => ({ type: 'case.adopt' }) }),
];
