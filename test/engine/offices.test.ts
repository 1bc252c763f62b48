import { expect, it } from 'vitest';
import { audienceAt, OFFICES, officeOf, partOf } from '../../src/engine/offices.ts';

const claims = (office: (typeof OFFICES)[number], audience: string) => {
  const part = partOf(office);
  return 'only' in part ? audience.startsWith(part.only) : part.except.every((start) => !audience.startsWith(start));
};

it.each([
  ...['thread', 'channel', 'card:case', 'card:T1', 'person:megan', 'person:sms'].map(
    (audience) => [audience, 'teams'] as const,
  ),
  ...(['email', 'sms', 'webhook'] as const).map((kind) => [audienceAt(kind, 'megan'), kind] as const),
])('%s is claimed by %s and by nobody else', (audience, office) => {
  expect(OFFICES.filter((one) => claims(one, audience))).toEqual([office]);
  expect(officeOf(audience)).toBe(office);
});
