// The names of what a vendor wants to see done, as playbooks write them; the order is that in which a mail provider's support asks.
/** `symptom` is no measure, but what the first line of every answer is about; `other` are technical steps without a place of their own. */
export const MEASURES = [
  'symptom',
  'account',
  'sessions',
  'devices',
  'consents',
  'admins',
  'forwarding',
  'policy',
  'connectors',
  'traces',
  'release',
  'other',
] as const;
export type Measure = (typeof MEASURES)[number];
