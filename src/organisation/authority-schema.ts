/** The clock of an authority as it is written, in the organisation file and in the shipped `authorities.yaml`. */
import type * as z from 'zod/v4';
import { ROLES, SEVERITIES } from '../domain/organisation.ts';
import { byId, date, email, id, list, mapping, oneOf, span, text, webAddress, yesOrNo } from './parts.ts';

const stage = mapping({
  id,
  within: span,
  from: text('`start` or the id of an earlier stage'),
  by: oneOf(['phone', 'web', 'email']).nullish(),
  atMost: mapping({ within: span, from: oneOf(['aware']) }).nullish(),
  again: yesOrNo.nullish(),
  ongoing: mapping({ id, within: span }).nullish(),
  questions: list(text('a question'), 'questions').nullish(),
});

/** A whole clock. The organisation file may leave out what a shipped one has. */
export const authority = mapping({
  name: text('a name'),
  rule: text('the rule, such as "GDPR art. 33"'),
  ruleDate: date.nullish(),
  recipient: mapping({
    name: text('a name'),
    phone: text('a telephone number').nullish(),
    web: webAddress.nullish(),
    email: email.nullish(),
  }),
  startsWith: oneOf(['aware', 'classified']),
  holder: oneOf(ROLES),
  stages: list(stage, 'stages').min(1, { error: 'at least one stage' }),
  onRequest: list(id, "reports' ids").nullish(),
  when: mapping({
    severities: list(oneOf(SEVERITIES), 'severities').nullish(),
    services: list(text("a service's id"), "services' ids").nullish(),
    playbooks: list(text("a playbook's id"), "playbooks' ids").nullish(),
  }).nullish(),
  checked: date.nullish(),
  language: oneOf(['en', 'sv']).nullish(),
});

/** The shipped file: whole clocks but for the recipient, which is the organisation's to know. */
export const shippedAuthorities = byId(authority.omit({ recipient: true }), 'clocks of authorities');

export type AuthorityFile = z.infer<typeof authority>;
