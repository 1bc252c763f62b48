import { describe, expect, it } from 'vitest';
import { faultText, loadOrganisation } from '../../src/organisation/index.ts';
import { broken, example, faultsOf } from './support.ts';

type Change = readonly [piece: string, by: string];

/** The line of a text in which a piece of it begins, from 1. */
function lineOf(text: string, piece: string): number {
  const at = text.indexOf(piece);
  if (at < 0) throw new Error(`nowhere: ${piece}`);
  return text.slice(0, at + piece.search(/\S/)).split('\n').length;
}

/**
 * One broken file each: what is changed, and the only sentences that may come of it. `@` is the line of the change, unless
 * a piece of text says whose line it is (a missing thing has no line of its own: it is told at what it is missing from).
 */
const cases: readonly (readonly [name: string, changes: readonly Change[], sentence: string | readonly string[]])[] = [
  [
    'a mistyped key',
    [['    accountManager: [lynne]', '    acountManager: [lynne]']],
    'line @: `vendors.microsoft.acountManager` is not known; did you mean `accountManager`?',
  ],
  [
    'a mistyped key at the top',
    [['timeZone: Europe', 'timezone: Europe']],
    'line @: `timezone` is not known; did you mean `timeZone`?',
  ],
  [
    'a key that is near to nothing',
    [['casePrefix: INC', 'colour: blue']],
    'line @: `colour` is not known; known: casePrefix',
  ],
  [
    'a missing key',
    [['language: en                        #', '#']],
    'line @{version: 1}: `language` is missing; expected one of en, sv',
  ],
  ['a wrong version', [['version: 1', 'version: 2']], 'line @: `version` is 2; expected 1'],
  [
    'a zone that does not exist',
    [['timeZone: Europe/Stockholm', 'timeZone: Europe/Stokholm']],
    'line @: `timeZone` is "Europe/Stokholm"; expected a time zone such as Europe/Stockholm; did you mean `Europe/Stockholm`?',
  ],
  [
    'an offset for a zone',
    [['timeZone: Europe/Stockholm', 'timeZone: "+02:00"']],
    'line @: `timeZone` is "+02:00"; expected a time zone such as Europe/Stockholm',
  ],
  [
    'a duration in plain words',
    [['acceptHandoverWithin: PT15M', 'acceptHandoverWithin: 15 min']],
    'line @: `limits.acceptHandoverWithin` is "15 min"; expected an ISO 8601 duration longer than nothing, such as PT45M or P1D',
  ],
  [
    'a duration of nothing where one must pass',
    [['      repeat: PT4H  ', '      repeat: PT0S  ']],
    'line @: `ladders.vendor.sev1.repeat` is "PT0S"; expected an ISO 8601 duration longer than nothing, such as PT45M or P1D',
  ],
  [
    'an unknown severity word',
    [['snoozeAtMost: PT1H, clock: always', 'snoozeAtMost: PT1H, clock: allways']],
    'line @: `severities.sev1.clock` is "allways"; expected one of always, working; did you mean `always`?',
  ],
  [
    'a telephone number without quotes',
    [['phone: "+46 70 000 00 02"', 'phone: +46700000002']],
    'line @: `people.megan.phone` is 46700000002; expected a telephone number (in quotes when it looks like a number)',
  ],
  [
    'a list that is none',
    [['  operations: [adele]', '  operations: adele']],
    'line @: `roles.operations` is "adele"; expected a list of people\'s ids',
  ],
  [
    'nobody to coordinate',
    [['  coordinator: [alex, megan]', '  coordinator: []']],
    'line @: `roles.coordinator` is an empty list; expected at least one person',
  ],
  [
    'a role that is missing',
    [['  legal: [patti]\n', '']],
    "line @{\nroles:}: `roles.legal` is missing; expected a list of people's ids",
  ],
  [
    'a role that does not exist',
    [['  security: [adele]', '  security: [adele]\n  secretary: [adele]']],
    'line @{secretary}: `roles.secretary` is not known',
  ],
  [
    'somebody unknown in a role',
    [['  operations: [adele]', '  operations: [adelle]']],
    'line @: `roles.operations[0]` is "adelle"; expected the id of somebody in `people`; did you mean `adele`?',
  ],
  [
    'somebody twice in a role',
    [['  vendor-liaison: [megan, alex]', '  vendor-liaison: [megan, megan]']],
    'line @: `roles.vendor-liaison[1]` is "megan"; expected everybody only once',
  ],
  [
    'no account manager',
    [['accountManager: [lynne]', 'accountManager: []']],
    'line @: `vendors.microsoft.accountManager` is an empty list; expected at least one person: without an account manager a ladder has no end',
  ],
  [
    'an account manager whom nobody knows',
    [['accountManager: [lynne]', 'accountManager: [lynn]']],
    'line @: `vendors.microsoft.accountManager[0]` is "lynn"; expected the id of somebody in `people`; did you mean `lynne`?',
  ],
  [
    'a vendor of a service that is not there',
    [['vendor: microsoft }', 'vendor: mikrosoft }']],
    'line @: `services.email.vendor` is "mikrosoft"; expected the id of one of the `vendors`; did you mean `microsoft`?',
  ],
  [
    'an organisation of an outsider that is not there',
    [['    organisation: microsoft', '    organisation: google']],
    'line @: `people.lynne.organisation` is "google"; expected the id of one of the `vendors`; known: microsoft',
  ],
  [
    'a service that is not there',
    [['teams:   { name: Microsoft Teams, dependsOn: [sso] }', 'teams:   { name: Microsoft Teams, dependsOn: [ssso] }']],
    'line @: `services.teams.dependsOn[0]` is "ssso"; expected the id of one of the `services`; did you mean `sso`?',
  ],
  [
    'services in a circle',
    [['network: { name: Campus network }', 'network: { name: Campus network, dependsOn: [email] }']],
    'line @: `services.network.dependsOn` leads back to `network` (network → email → sso → network); expected services that do not depend on it',
  ],
  [
    'a ladder that is not there',
    [['    ladder: vendor  ', '    ladder: vendors  ']],
    'line @: `vendors.microsoft.ladder` is "vendors"; expected one of the `ladders`; did you mean `vendor`?',
  ],
  [
    'an account manager of another vendor',
    [
      [
        'vendors:\n',
        'vendors:\n  telia:\n    name: Telia\n    contract: { number: T-1, hours: 24x7, mayOpen: [] }\n    severities: { sev1: A, sev2: B, sev3: C, sev4: C }\n    accountManager: [lynne]\n    superior: []\n    routes: [{ id: phone, kind: phone, address: "+46 8 1", dependsOn: [] }]\n',
      ],
    ],
    'line @{accountManager: [lynne]}: `vendors.telia.accountManager[0]` is "lynne", who belongs to `microsoft`; expected somebody whose `organisation` is `telia`',
  ],
  [
    'somebody called like the support of a vendor',
    [['  isaiah: { name', '  support: { name: Sam Port, email: sam@example.com }\n  isaiah: { name']],
    'line @{  support:}: `people.support` cannot be called so; expected another id, for calls use this word for the support of a vendor',
  ],
  [
    'a ladder that never reaches the account manager',
    [
      [
        '        - { after: PT4H,    ping: [account-manager, vendor-liaison]',
        '        - { after: PT4H,    ping: [vendor-liaison]',
      ],
    ],
    'line @{rungs:}: `ladders.vendor.sev1.rungs` never reach the account manager; expected a rung with `account-manager`, for every vendor that names no ladder climbs it',
  ],
  [
    'a deadline that does not reach the account manager',
    [['deadline: { after: PT6H, ping: [account-manager, ', 'deadline: { after: PT6H, ping: [']],
    'line @: `ladders.vendor.sev1.deadline.ping` does not reach the account manager; expected `account-manager` among them, for every vendor that names no ladder climbs this ladder',
  ],
  [
    'a ladder without a deadline',
    [['      deadline: { after: P2D, ', '#']],
    'line @{sev2:\n}: `ladders.vendor.sev2.deadline` is missing; expected a deadline with `account-manager`, for every vendor that names no ladder climbs this ladder',
  ],
  [
    'a ladder of a vendor that names one without a deadline',
    [['    ladder: vendor  ', '    ladder: own  ']],
    [1, 2, 3, 4].flatMap((level) => [
      // What sev4 takes over by an alias stands where the anchor is.
      `line @{${level === 4 ? 'sev3: &calm' : `sev${level}: ${level === 3 ? '&calm' : '{ rungs'}`}}: \`ladders.own.sev${level}.rungs\` never reach the account manager; expected a rung with \`account-manager\`, for vendor \`microsoft\` climbs it`,
      `line @{${['', 'sev1: { rungs', 'sev2: { rungs', 'sev3: &calm', 'sev4: *calm'][level]}}: \`ladders.own.sev${level}.deadline\` is missing; expected a deadline with \`account-manager\`, for vendor \`microsoft\` climbs this ladder`,
    ]),
  ],
  [
    'rungs that do not rise',
    [['        - { after: PT3H,    ping', '        - { after: PT1H30M,    ping']],
    'line @: `ladders.vendor.sev1.rungs[2].after` is "PT1H30M"; expected more than on the rung before',
  ],
  [
    'rungs that do not rise in working time, where a day is nine hours',
    [
      [
        '{ after: PT4H, ping: [owner, coordinator] }, { after: P1D,',
        '{ after: PT10H, ping: [owner, coordinator] }, { after: P1D,',
      ],
    ],
    [
      'line @: `ladders.own.sev3.rungs[2].after` is "P1D"; expected more than on the rung before (a working day is as long as `calendar.hours`)',
      'line @: `ladders.own.sev4.rungs[2].after` is "P1D"; expected more than on the rung before (a working day is as long as `calendar.hours`)',
    ],
  ],
  [
    'somebody unknown on a rung',
    [['{ after: PT45M,   ping: [owner]', '{ after: PT45M,   ping: [ownr]']],
    'line @: `ladders.vendor.sev1.rungs[0].ping[0]` is "ownr"; expected owner | coordinator | vendor-liaison | management | account-manager | superior | channel | the id of somebody in `people`; did you mean `owner`?',
  ],
  [
    'a ladder left out',
    [['\n  own:\n', '\n  owned:\n']],
    'line @{ladders:\n}: `ladders.own` is missing; expected a ladder for each severity',
  ],
  [
    'two people with one address',
    [['email: meganb@example.com', 'email: AlexW@example.com']],
    'line @: `people.megan.email` is "AlexW@example.com"; expected one of its own, `people.alex` has the same',
  ],
  [
    'an address that is none',
    [['email: meganb@example.com', 'email: meganb']],
    'line @: `people.megan.email` is "meganb"; expected an e-mail address',
  ],
  [
    'an id that no command could hold',
    [['  phones:  { name: Telephones }', '  Phones:  { name: Telephones }']],
    [
      'line @: `services.Phones` cannot be a key; expected an id: small letters, digits, "-" and "_", at most 40',
      'line @{- { id: mobile}: `people.lynne.routes[1].dependsOn[0]` is "phones"; expected the id of one of the `services`; did you mean `Phones`?',
      'line @{- { id: phone}: `vendors.microsoft.routes[1].dependsOn[0]` is "phones"; expected the id of one of the `services`; did you mean `Phones`?',
    ],
  ],
  [
    'a person called like a word of the ladders',
    [
      ['  adele:  { name', '  channel:  { name'],
      ['operations: [adele]', 'operations: [channel]'],
      ['security: [adele]', 'security: [channel]'],
    ],
    'line @: `people.channel` cannot be called so; expected another id, for ladders use this word for something else',
  ],
  [
    'a key that comes twice',
    [
      [
        '  retrospectiveWithin: P5D',
        '  retrospectiveWithin: P5D\n  verifyFixWithin: { sev1: PT2H, sev2: P1D, sev3: P2D, sev4: P5D }',
      ],
    ],
    'line 133: `limits.verifyFixWithin` stands here a second time; the first is in line 131',
  ],
  [
    'closing before opening',
    [['  hours: { from: "08:00", to: "17:00" }', '  hours: { from: "17:00", to: "08:00" }']],
    'line @: `calendar.hours` is a mapping; expected `from` before `to`, such as { from: "08:00", to: "17:00" }',
  ],
  [
    'a date that does not exist',
    [['also: [2026-12-24]', 'also: [2026-02-30]']],
    'line @: `calendar.holidays.also[0]` is "2026-02-30"; expected a date such as 2026-09-01',
  ],
  [
    'a country that does not exist',
    [['country: SE', 'country: XQ']],
    'line @: `calendar.holidays.country` is "XQ"; expected a country code such as SE',
  ],
  [
    'a route without an address',
    [['address: support@vendor.example, ', '']],
    'line @{- { id: mail,   kind}: `vendors.microsoft.routes[2].address` is missing; expected where the route "email" leads',
  ],
  [
    'a stage that counts from nowhere',
    [['from: first, by: email', 'from: frist, by: email']],
    'line @: `authorities.insurer.stages[1].from` is "frist"; expected `start` or the id of an earlier stage; did you mean `first`?',
  ],
  [
    'a shipped clock without a recipient',
    [['    recipient: { name: CERT-SE,', '#']],
    'line @{se-state-2020: }: `authorities.se-state-2020.recipient` is missing; expected a mapping with name, phone, web, email',
  ],
  [
    'a clock that is not shipped',
    [['  se-state-2020: ', '  se-state-2002: ']],
    'line @: `authorities.se-state-2002` is no shipped clock, and lacks rule and stages of its own; did you mean `se-state-2020`?',
  ],
  [
    'a rota that ends before it begins',
    [['to: 2026-12-27T08:00', 'to: 2026-12-20T08:00']],
    'line @: `rotas.coordinator.overrides[0].to` is "2026-12-20T08:00"; expected a time after `from`',
  ],
  [
    'a syntax error',
    [['  operations: [adele]', '  operations: [adele']],
    'line @{communications:}: the file cannot be read as YAML here: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
];

describe('a broken organisation file', () => {
  it.each(cases)('with %s', (_, changes, sentence) => {
    const at = changes[0]?.[1] ?? '';
    const text = broken(...changes);
    const faults = faultsOf(text);
    expect(faults.map((fault) => fault.sentence)).toEqual(
      [sentence]
        .flat()
        .map((each) =>
          each.replace(/@(\{.*?\}(?=:))?/s, (_all: string, piece?: string) =>
            String(lineOf(text, piece?.slice(1, -1) ?? at)),
          ),
        ),
    );
  });

  it('whose account manager is nobody is refused, whatever nobody is: none, a stranger, left out', () => {
    const line = '    accountManager: [lynne]         # first, then deputies; at least one, else the file is refused\n';
    const written = ['[]', '[lynn]'].map((by) => broken(['accountManager: [lynne]', `accountManager: ${by}`]));
    const sentences = [...written, broken([line, ''])].map((text) => faultsOf(text).map(({ sentence }) => sentence));
    expect(sentences).toEqual([
      [
        'line 70: `vendors.microsoft.accountManager` is an empty list; expected at least one person: without an account manager a ladder has no end',
      ],
      [
        'line 70: `vendors.microsoft.accountManager[0]` is "lynn"; expected the id of somebody in `people`; did you mean `lynne`?',
      ],
      ["line 64: `vendors.microsoft.accountManager` is missing; expected a list of people's ids"],
    ]);
  });

  it('says where and what in parts as well, and as one line with its file', () => {
    const [fault] = faultsOf(broken(['  operations: [adele]', '  operations: adele']));
    expect(fault).toMatchObject({ file: 'organisation.yaml', line: 49, path: 'roles.operations' });
    expect(fault && faultText(fault)).toBe(`organisation.yaml, ${fault?.sentence}`);
  });

  it('names all of its faults at once, in the order of the lines', () => {
    const faults = faultsOf(
      broken(
        ['timeZone: Europe/Stockholm', 'timeZone: Mars/Olympus'],
        ['  operations: [adele]', '  operations: [adelle]'],
        ['acountManager'.replace('ac', 'acc'), 'acountManager'],
        ['retrospectiveWithin: P5D', 'retrospectiveWithin: soon'],
        ['{ after: PT12H,', '{ after: PT2H,'],
      ),
    );
    expect(faults.map(({ line, path }) => `${line} ${path}`)).toEqual([
      '7 timeZone',
      '49 roles.operations[0]',
      '70 vendors.microsoft.acountManager',
      '98 ladders.vendor.sev1.rungs[5].after',
      '132 limits.retrospectiveWithin',
    ]);
  });

  it('counts lines through anchors: the fault stands where the text stands', () => {
    const faults = faultsOf(
      broken(['        - { after: P4D, ping: [account-manager,', '        - { after: P4D, ping: [acount-manager,']),
    );
    expect(new Set(faults.filter(({ sentence }) => sentence.includes('acount')).map(({ line }) => line))).toEqual(
      new Set([115]),
    );
  });
});

describe('a file that is no organisation at all', () => {
  it('is refused with one sentence when it is empty, a list or a text', () => {
    for (const text of ['', '# nothing\n', '[]', 'hello', '42']) {
      const faults = faultsOf(text);
      expect(faults.length, text).toBe(1);
      expect(faults[0]?.sentence).toMatch(
        /^line 1: the file (is|has) .*; expected a mapping with version, name, timeZone/,
      );
    }
  });

  it('is refused when it would unfold into billions', () => {
    const rows = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [before, letter] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'].map((pair) => [...pair]))
      rows.push(`${letter}: &${letter} [${Array(9).fill(`*${before}`).join(', ')}]`);
    expect(faultsOf(`${rows.join('\n')}\n`)[0]?.sentence).toContain('Excessive alias count');
  });

  it('is refused when it is nested without end, refers to itself, or is far too long', () => {
    expect(faultsOf('['.repeat(50_000)).length).toBeGreaterThan(0);
    expect(faultsOf('people: &p { alex: *p }').length).toBeGreaterThan(0);
    expect(faultsOf(`name: ${'x'.repeat(1_100_000)}`)[0]?.sentence).toContain('expected at most 250000');
    expect(faultsOf('a: *nowhere')[0]?.sentence).toContain('line 1: ');
  });

  it('is refused when it uses words that JavaScript objects inherit', () => {
    expect(faultsOf(`${example}\nconstructor: 1\n`)[0]?.sentence).toContain('`constructor` is not known');
    expect(faultsOf(broken(['  operations: [adele]', '  operations: [constructor]']))[0]?.sentence).toContain(
      '"constructor"',
    );
    expect(faultsOf(broken(['  network: { name', '  __proto__: { name'])).length).toBeGreaterThan(0);
  });

  it('is refused when it is missing, and names the example to copy', () => {
    const read = loadOrganisation('env/nowhere.yaml', 2026);
    expect(read).toEqual({
      faults: [
        {
          file: 'env/nowhere.yaml',
          line: 0,
          path: '',
          sentence:
            'env/nowhere.yaml does not exist; copy env/organisation.example.yaml to it and enter your organisation',
        },
      ],
    });
    expect(loadOrganisation('env', 2026)).toMatchObject({
      faults: [{ sentence: expect.stringContaining('cannot be read') }],
    });
  });
});
