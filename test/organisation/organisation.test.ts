import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { peopleOfRole, SEVERITIES } from '../../src/domain/organisation.ts';
import { instant, toMs } from '../../src/domain/time.ts';
import { loadOrganisation } from '../../src/organisation/index.ts';
import { broken, example, loaded } from './support.ts';

describe('the example', () => {
  const { organisation } = loaded(example);

  it('loads as it stands', () => {
    expect(organisation.name).toBe('Contoso University');
    expect(Object.keys(organisation.people)).toEqual(['alex', 'megan', 'adele', 'isaiah', 'patti', 'lynne']);
    expect(organisation.vendors['microsoft']).toMatchObject({
      id: 'microsoft',
      accountManager: ['lynne'],
      ladder: 'vendor',
    });
    expect(organisation.ladders.vendor.sev1.rungs[3]).toEqual({
      after: 'PT4H',
      ping: ['account-manager', 'vendor-liaison'],
      do: 'call',
    });
    expect(organisation.ladders.vendor.sev4).toEqual(organisation.ladders.vendor.sev3);
    expect(organisation.limits.acceptHandoverWithin).toBe('PT15M');
    expect(organisation.carriers).toEqual({});
  });

  it('is plain data: it goes into events', () => {
    expect(JSON.parse(JSON.stringify(organisation))).toEqual(organisation);
  });

  it('gives people without routes of their own Teams, phone and e-mail', () => {
    expect(organisation.people['megan']?.routes).toEqual([
      { id: 'teams', kind: 'teams', dependsOn: ['teams'] },
      { id: 'phone', kind: 'phone', address: '+46 70 000 00 02', dependsOn: ['phones'] },
      { id: 'email', kind: 'email', address: 'meganb@example.com', dependsOn: ['email'] },
    ]);
    expect(organisation.people['lynne']?.routes.map(({ id }) => id)).toEqual(['teams', 'mobile', 'mail']);
  });

  it('has those routes depend only on services that there are', () => {
    const text = broken(
      ['  phones:  { name: Telephones }     # depends on nothing of ours\n', ''],
      ['address: "+46 70 000 00 06", dependsOn: [phones]', 'address: "+46 70 000 00 06", dependsOn: []'],
      ['hours: 24x7, dependsOn: [phones]', 'hours: 24x7, dependsOn: []'],
      [',  phone: "+46 70 000 00 03" }', ' }'],
    );
    const { people } = loaded(text).organisation;
    expect(people['megan']?.routes[1]).toEqual({
      id: 'phone',
      kind: 'phone',
      address: '+46 70 000 00 02',
      dependsOn: [],
    });
    expect(people['adele']?.routes.map(({ kind }) => kind)).toEqual(['teams', 'email']);
  });

  it('has its holidays as dates, the public ones of the years around and its own', () => {
    const { holidays } = organisation.calendar;
    expect(holidays).toContain('2026-06-06');
    expect(holidays).toContain('2025-12-25');
    expect(holidays).toContain('2029-01-01');
    expect(holidays).toContain('2026-12-24');
    expect(holidays).not.toContain('2025-12-24');
    expect([...holidays].sort()).toEqual(holidays);
  });

  it('completes a shipped clock with the recipient, and keeps one of its own whole', () => {
    expect(organisation.authorities['se-state-2020']).toMatchObject({
      rule: expect.stringContaining('MSBFS 2020:8'),
      recipient: { name: 'CERT-SE', phone: '+46 10 240 40 40' },
      when: { severities: ['sev1', 'sev2'] },
      startsWith: 'aware',
      holder: 'legal',
    });
    expect(organisation.authorities['se-state-2020']?.stages).toMatchObject([
      { id: 'warning', within: 'PT6H', from: 'start', by: 'phone' },
      { id: 'final', within: 'P4W', from: 'warning' },
    ]);
    expect(organisation.authorities['se-state-2020']?.stages[0]?.questions).toHaveLength(5);
    expect(organisation.authorities['insurer']?.stages.map(({ id }) => id)).toEqual(['first', 'final']);
  });

  it('names the first of a role by rota: turns, then the other way round, then who stands in', () => {
    const first = (local: string) => {
      const ms = Temporal.PlainDateTime.from(local).toZonedDateTime('Europe/Stockholm').epochMilliseconds;
      return peopleOfRole(organisation, 'coordinator', instant(ms)).join(' ');
    };
    expect(first('2026-01-05T07:59')).toBe('alex megan');
    expect(first('2026-01-05T08:00')).toBe('alex megan');
    expect(first('2026-01-12T08:00')).toBe('megan alex');
    // The clocks changed on 29 March; the turn still does at eight.
    expect(first('2026-03-30T07:59')).toBe('megan alex');
    expect(first('2026-03-30T08:00')).toBe('alex megan');
    expect(first('2026-12-24T00:00')).toBe('megan alex');
    expect(first('2026-12-27T08:00')).toBe('alex megan');
  });
});

describe('what may be left out', () => {
  it('is everything marked optional', () => {
    const text = broken(
      ['casePrefix: INC', '#'],
      ['  holidays: { country: SE, also: [2026-12-24] }', '#'],
      ['  incidentChannel:                                   #', '  # incidentChannel'],
      ['    team: "19:team@thread.tacv2"', ''],
      ['    channel: "19:incidents@thread.tacv2"', ''],
      ['    autoCloseAfter: P4D', '#'],
      ['    ladder: vendor  ', '#'],
    )
      .replace(/\nrotas:[\s\S]*?\nvendors:/, '\nvendors:')
      .replace(/\nauthorities:[\s\S]*/, '\nauthorities:\ncarriers:\n');
    const { organisation } = loaded(text);
    expect(organisation.casePrefix).toBe('INC');
    expect(organisation.calendar.holidays).toEqual([]);
    expect(organisation.teams).toEqual({ tenants: ['11111111-1111-1111-1111-111111111111'] });
    expect([organisation.rotas, organisation.authorities, organisation.carriers]).toEqual([{}, {}, {}]);
    expect(organisation.vendors['microsoft']).not.toHaveProperty('ladder');
  });

  it('counts as left out when it is there and empty', () => {
    expect(loaded(broken(['casePrefix: INC ', 'casePrefix: '])).organisation.casePrefix).toBe('INC');
  });
});

describe('the demo', () => {
  const read = loadOrganisation('env/organisation.demo.yaml', 2026);
  if ('faults' in read) throw new Error(read.faults.map(({ sentence }) => sentence).join('\n'));
  const { organisation } = read;

  it('reaches the account manager within three minutes, by rung and by deadline, in every severity', () => {
    for (const severity of SEVERITIES) {
      const { rungs, deadline } = organisation.ladders.vendor[severity];
      const rung = rungs.find(({ ping }) => ping.includes('account-manager'));
      const begin = instant('2026-01-01T00:00:00Z');
      const ms = (after: string) =>
        Temporal.Instant.from(begin).add(Temporal.Duration.from(after)).epochMilliseconds - toMs(begin);
      expect(ms(rung?.after ?? 'PT1H')).toBeLessThanOrEqual(180_000);
      expect(ms(deadline?.after ?? 'PT1H')).toBeLessThanOrEqual(180_000);
      expect(organisation.severities[severity].clock).toBe('always');
    }
  });

  it('has the people of the example', () => {
    const { people } = loaded(example).organisation;
    expect(organisation.people).toEqual(people);
  });
});

it('ships the example beside it', () => {
  expect(readFileSync('env/organisation.example.yaml', 'utf8')).toContain('version: 1');
});
