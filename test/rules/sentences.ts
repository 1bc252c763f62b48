/** What has to be shown: the event that Baton was born from as far as the supplier is concerned, the laws of the vendor desk, bad input. */

export interface Sentence {
  /** A heading of the page. */
  part: 'event' | 'below' | 'laws' | 'input';
  /** Word by word as it stands there. */
  said: string;
  /** Of the event: when it happened. */
  when?: string;
}

/** In the order in which they are told. */
export const sentences = {
  blocked: {
    part: 'event',
    when: 'night to Sat 29 Jul',
    said: 'the supplier’s automatic protection (Microsoft) blocks the whole mail system, not just the one address',
  },
  ours: {
    part: 'event',
    when: 'earlier',
    said: 'Earlier blocks hit one address, and the university’s own administrators could lift them',
  },
  outside: { part: 'event', when: 'night to Sat 29 Jul', said: 'this one was outside their control' },
  reported: {
    part: 'event',
    when: 'Mon 31 Jul',
    said: 'operations phones and reports the fault to the supplier the same day',
  },
  again: { part: 'event', when: 'night to Tue', said: 'another spam attempt' },
  stopped: { part: 'event', when: 'then', said: 'the chain of actions stopped' },
  writing: {
    part: 'event',
    when: 'then',
    said: 'the supplier’s support wanted additional information in writing, by e-mail, from a customer who could not send e-mail',
  },
  unseen: {
    part: 'event',
    when: 'then',
    said: 'the case manager did not see the comments written in the case’s web interface',
  },
  phone: { part: 'event', when: 'then', said: 'phone had no effect at first' },
  manager: {
    part: 'event',
    when: 'day 5',
    said: 'only after pressure from the account manager was the case escalated and resolved',
  },
  why: { part: 'event', when: 'day 5', said: 'Nobody could say why it took so long' },
  mended: { part: 'event', when: 'after', said: 'the mail configuration was changed, the hole closed' },
  neighbour: {
    part: 'event',
    when: 'after',
    said: 'a neighbour university had had the same attack earlier that summer, and its block was lifted quickly',
  },
  steps: { part: 'below', said: 'Every internal step was done on the first day.' },
  waiting: { part: 'below', said: 'The failure was the waiting: nothing had to happen next.' },
  boxes: {
    part: 'below',
    said: 'Existing tools model steps as boxes to tick and fall silent exactly when the waiting starts; “awaiting vendor” stops their clocks. In Baton it starts one.',
  },
  routes: {
    part: 'laws',
    said: 'with any set of affected services, no message, card or pack names a dead route as usable',
  },
  outsider: { part: 'laws', said: 'no outsider command changes or reveals anything but her own ticket' },
  vendor: { part: 'input', said: 'unknown vendor' },
  ticket: { part: 'input', said: 'ticket of another case' },
  code: { part: 'input', said: 'code with a wrong check character' },
  promise: { part: 'input', said: 'promise in the past' },
  route: { part: 'input', said: 'a route that does not exist' },
  nobody: { part: 'input', said: 'an organisation file whose account manager is nobody' },
} as const satisfies Record<string, Sentence>;

/** What the event also tells, and why it is not here. */
export const notTheSupplier: readonly [said: string, why: string][] = [
  ['a hijacked account sends a test message from the inside', 'ours; the playbook `account-hijack` is run by a step'],
  ['spam flood to 57,000 external recipients', 'ours; what it leads to, the block, is a row'],
  [
    'the IT Support Incident Coordinator notices, creates an incident case, posts in the department’s incident channel in Teams, contacts operations staff, informs the communications department (KOM)',
    'ours; played in `test/scenarios/replay.test.ts`',
  ],
  [
    'since it is a serious disorder, informs the national authority (MSB)',
    'an authority’s; `test/domain/sentences/authorities.test.ts`',
  ],
];
