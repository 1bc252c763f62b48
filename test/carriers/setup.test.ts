import { describe, expect, it } from 'vitest';
import { setupOf } from '../../src/carriers/index.ts';
import type { Organisation } from '../../src/domain/organisation.ts';
import { outside, withCarriers } from '../support/outside.ts';
import { example } from '../support/story.ts';

const all = { smtp: { user: 'u', password: 'p' }, smsToken: 'sesame', webhookSecret: 'a secret of some length' };
const none = { smtp: null, smsToken: null, webhookSecret: null };
const url = 'https://baton.example.org';
const { carriers } = outside;

describe('what is said at start of the carriers in the organisation file', () => {
  it('nothing when all is there, and nothing where there are none', () => {
    expect(setupOf(outside, all, url)).toEqual({ faults: [], warnings: [] });
    expect(setupOf(example.organisation, none, null)).toEqual({ faults: [], warnings: [] });
  });

  it('which of them works without its secret, and how; and which cannot', () => {
    const { faults, warnings } = setupOf(outside, none, url);
    expect(faults).toEqual([expect.stringMatching(/^carriers\.webhook: .*WEBHOOK_SECRET/)]);
    expect(warnings).toEqual([
      expect.stringMatching(/^carriers\.email: .*127\.0\.0\.1:25 without signing in.*SMTP_USER/),
      expect.stringMatching(/^carriers\.sms: .*without a token.*SMS_TOKEN/),
    ]);
  });

  it('that nobody has a route for a carrier: a telephone number is for people', () => {
    const nobody: Pick<Organisation, 'carriers' | 'people'> = { ...example.organisation, carriers };
    expect(setupOf(nobody, all, url).warnings).toEqual([
      expect.stringMatching(/^carriers\.sms: nobody is reached by it.*kind sms.*telephone number alone/),
      expect.stringMatching(/^carriers\.webhook: nobody is reached by it.*kind webhook/),
    ]);
  });

  it('that a secret would cross the network in the open', () => {
    const open = withCarriers({ sms: { url: 'http://sms.example/send', dependsOn: [] } });
    expect(setupOf(open, all, url).warnings).toEqual([expect.stringMatching(/^carriers\.sms: SMS_TOKEN.*in the open/)]);
  });

  it('that there will be no links to answer by', () => {
    expect(setupOf(outside, all, null).warnings).toEqual([expect.stringMatching(/^PUBLIC_URL is not set/)]);
  });

  it('and no secret is ever in a sentence', () => {
    const said = JSON.stringify([setupOf(outside, all, null), setupOf(withCarriers({ ...carriers }), all, url)]);
    for (const secret of ['sesame', 'a secret of some length', '"p"']) expect(said).not.toContain(secret);
  });
});
