import { describe, expect, it } from 'vitest';
import { changed, fixed, opened, openTicket, T1, wants, withTicket } from './support.ts';

const step = (s: ReturnType<typeof opened>, more: object = {}) => {
  s.say('alex', { type: 'step.add', text: 'look', due: s.instant('09:00'), ...more });
  return `step:${s.case.steps.at(-1)?.number}`;
};

describe('the holder', () => {
  it("of a step: its assignee, else the first present person of its role, else the case's owner", () => {
    const s = opened({ playbook: 'mail-block' });
    const key = step(s, { owner: 'isaiah' });
    const operations = s.case.steps.find((x) => x.role === 'operations')?.number;
    expect([s.holder(key), s.holder(`step:${operations}`), s.holder(step(s))]).toEqual(['isaiah', 'adele', 'alex']);
    s.say('alex', { type: 'case.own', to: 'patti' });
    expect(s.holder(`step:${s.case.steps.at(-1)?.number}`)).toBe('patti');
  });

  it('of a ticket: its owner, by default the vendor liaison', () => {
    const s = openTicket(opened(), { owner: 'adele' });
    expect(s.holder('ticket:T1')).toBe('adele');
    expect(withTicket().holder('ticket:T1')).toBe('megan');
  });

  it('of a ticket: the vendor liaison of this case, where somebody was put in front', () => {
    const s = withTicket();
    s.say('alex', { type: 'role.assign', role: 'vendor-liaison', to: 'adele' });
    expect(s.holder('ticket:T1')).toBe('adele');
  });

  it('of a ticket: else the opener', () => {
    const organisation = changed((o) => {
      o.roles['vendor-liaison'] = [];
    });
    const s = opened({ organisation });
    s.say('isaiah', { type: 'ticket.open', vendor: 'microsoft', reference: 'R', via: 'phone', words: 'x' });
    expect(s.holder('ticket:T1')).toBe('isaiah');
  });

  it("of everything else: the case's owner", () => {
    const s = opened();
    s.say('alex', { type: 'case.own', to: 'patti' });
    expect(s.holder('update')).toBe('patti');
  });

  it('by the rota of the day', () => {
    const organisation = changed((o) => {
      o.rotas.coordinator = {
        from: '2023-07-31T00:00:00.000Z' as never,
        every: 'P1D' as never,
        people: ['megan', 'alex'],
        overrides: [],
      };
    });
    const s = opened({ organisation });
    expect([s.case.owner, s.holder('step:1')]).toEqual(['megan', 'megan']);
    s.at('2023-08-01 08:00').say('adele', { type: 'note', words: 'x' });
    expect(s.holder('step:1')).toBe('alex');
  });
});

describe('Not mine', () => {
  it('passes to the next deputy of the role and leaves the clock alone', () => {
    const s = withTicket().until('09:20');
    s.say('megan', { type: 'decline' });
    expect([s.holder('ticket:T1'), s.due('ticket:T1')]).toEqual(['alex', '10:05']);
    expect(s.pings('ticket:T1')).toEqual(['09:20 rung megan', '09:20 passed alex']);
    // The next rung finds its new owner.
    s.until('10:05');
    expect(s.pings('ticket:T1').at(-1)).toBe('10:05 rung alex megan');
  });

  it('the last one cannot pass it on', () => {
    const s = withTicket().until('09:20');
    s.say('megan', { type: 'decline' });
    expect(s.refused('alex', { type: 'decline' })).toEqual({
      no: 'last-deputy',
      key: 'ticket:T1',
      role: 'vendor-liaison',
      hold: 'PT30M',
    });
  });

  it('is for the holder only', () => {
    const s = withTicket().until('09:20');
    expect(s.refused('adele', { type: 'decline', target: 'T1' })).toEqual({
      no: 'nothing-to-decline',
      of: { key: 'ticket:T1', holder: 'megan' },
    });
  });

  it('buys no second hold: the new holder may hold the ping if nobody has', () => {
    const s = withTicket().until('09:20');
    s.say('megan', { type: 'ack', until: s.instant('09:40') });
    s.say('megan', { type: 'decline', target: 'T1' });
    expect(s.refused('alex', { type: 'ack', until: s.instant('10:00') })).toMatchObject({ no: 'hold-running' });
    const free = withTicket().until('09:20');
    free.say('megan', { type: 'decline' });
    free.say('alex', { type: 'ack', until: free.instant('09:40') });
    expect(free.case.clocks['ticket:T1']?.hold?.by).toBe('alex');
  });

  it('a new assignee has it again', () => {
    const s = opened();
    const key = step(s, { owner: 'isaiah' });
    s.until('09:00').say('isaiah', { type: 'decline', target: key });
    expect(s.holder(key)).toBe('alex');
    s.say('alex', { type: 'step.assign', step: Number(key.slice(5)), to: 'patti' });
    expect(s.holder(key)).toBe('patti');
  });
});

describe('gone', () => {
  it.each([
    ['from the team', { left: ['megan'] }],
    ['from the roster, and never in a chat', { roster: ['alex', 'adele', 'isaiah', 'patti'] }],
  ])('%s: the next deputy', (_, change) => {
    const s = withTicket();
    s.people(change);
    expect([s.holder('ticket:T1'), s.due('ticket:T1')]).toEqual(['alex', '09:20']);
  });

  it('from the file: the next deputy', () => {
    const s = withTicket();
    s.people(
      {},
      changed((o) => {
        delete o.people['megan'];
        for (const role of Object.values(o.roles)) if (role.includes('megan')) role.splice(role.indexOf('megan'), 1);
      }),
    );
    expect(s.holder('ticket:T1')).toBe('alex');
  });

  it('a whole role: up to coordinator', () => {
    const s = opened({ playbook: 'mail-block' });
    s.people({ left: ['adele'] });
    const operations = s.case.steps.find((x) => x.role === 'operations')?.number;
    expect(s.holder(`step:${operations}`)).toBe('alex');
  });

  it('not on the roster but once in a chat with the bot is there', () => {
    const s = withTicket();
    s.people({ roster: ['alex'], chatted: ['lynne', 'megan'] });
    expect(s.holder('ticket:T1')).toBe('megan');
  });

  it('nobody at all: the channel', () => {
    const s = withTicket();
    s.people({ roster: [], chatted: [], left: ['alex', 'megan', 'adele', 'isaiah', 'patti'] });
    expect(s.holder('ticket:T1')).toBe('#');
    s.until('09:20');
    expect(s.pings('ticket:T1')).toEqual(['09:20 rung #']);
  });

  it('and back again: it is theirs as before', () => {
    const s = withTicket();
    s.people({ left: ['megan'] });
    s.people({ left: [] });
    expect(s.holder('ticket:T1')).toBe('megan');
  });

  it('whoever took it over by Not mine is gone: it goes back up the line', () => {
    const s = withTicket().until('09:20');
    s.say('megan', { type: 'decline' });
    s.people({ left: ['alex'] });
    expect(s.holder('ticket:T1')).toBe('megan');
  });
});

describe('whoever is given it by name has it, whatever was passed on before', () => {
  it('a ticket and all that is ours about it', () => {
    const s = withTicket().at('08:40');
    s.say('megan', wants('phone', s.instant('09:00')));
    s.until('09:00').say('megan', { type: 'decline' });
    expect(s.holder('answer:T1')).toBe('alex');
    s.say('alex', { type: 'ticket.own', ...T1, to: 'adele' });
    expect(s.holder('answer:T1')).toBe('adele');
  });

  it('also when it is given back to who passed it on', () => {
    const s = withTicket().until('09:20');
    s.say('megan', { type: 'decline' });
    s.say('alex', { type: 'ticket.own', ...T1, to: 'megan' });
    expect(s.holder('ticket:T1')).toBe('megan');
  });

  it("what is the case owner's, when the case is taken, given or accepted", () => {
    const passed = () => {
      const s = opened().until('09:10');
      s.say('alex', { type: 'decline', target: 'update' });
      expect(s.holder('update')).toBe('megan');
      return s;
    };
    const taken = passed();
    taken.say('patti', { type: 'case.own', to: 'patti' });
    const given = passed();
    given.say('patti', { type: 'case.own', to: 'adele' });
    const accepted = passed();
    accepted.say('alex', { type: 'case.handover', to: 'isaiah' });
    accepted.say('isaiah', { type: 'case.accept' });
    expect([taken, given, accepted].map((s) => s.holder('update'))).toEqual(['patti', 'adele', 'isaiah']);
  });

  it("what is a role's, when the role is given", () => {
    const s = opened().at('08:20');
    s.say('alex', { type: 'case.set', control: 'vendor', vendor: 'microsoft' });
    s.until('08:50').say('megan', { type: 'decline', target: 'owed-ticket:microsoft' });
    expect(s.holder('owed-ticket:microsoft')).toBe('alex');
    s.say('alex', { type: 'role.assign', role: 'vendor-liaison', to: 'isaiah' });
    expect(s.holder('owed-ticket:microsoft')).toBe('isaiah');
  });

  it('nothing else: what was passed on of other things stays where it is', () => {
    const s = withTicket().until('09:20');
    s.say('megan', { type: 'decline' });
    s.say('patti', { type: 'case.own', to: 'patti' });
    s.say('patti', { type: 'role.assign', role: 'operations', to: 'isaiah' });
    expect(s.holder('ticket:T1')).toBe('alex');
  });
});

describe('an absent owner is never an empty owner', () => {
  it('ownership passes at once, and the channel is told who has it now', () => {
    const s = opened();
    s.people({ left: ['alex'] });
    expect([s.case.owner, s.holder('update')]).toEqual(['megan', 'megan']);
    const said = s.messages('say').filter((m) => m.to === 'channel');
    expect(said.map((m) => [m.mention, m.events[0]?.body])).toEqual([
      [['megan'], { type: 'owner-changed', from: 'alex', to: 'megan', why: 'absent' }],
    ]);
  });

  it('when nobody is there to take it, whoever comes next has it', () => {
    const s = opened();
    s.people({ roster: [], chatted: [], left: [] });
    expect(s.holder('update')).toBe('#');
    s.people({ roster: ['isaiah'] });
    expect(s.holder('update')).toBe('#');
    s.people({ roster: ['patti'] });
    expect([s.case.owner, s.holder('update')]).toEqual(['patti', 'patti']);
  });

  it('a reload that names somebody else keeps the owner who is there', () => {
    const s = opened();
    s.people(
      {},
      changed((o) => {
        o.roles.coordinator = ['megan', 'alex'];
      }),
    );
    expect(s.case.owner).toBe('alex');
  });

  it('adopting a file without the owner passes it on too', () => {
    const s = opened();
    s.organisation = changed((o) => {
      delete o.people['alex'];
      for (const role of Object.values(o.roles)) if (role.includes('alex')) role.splice(role.indexOf('alex'), 1);
    });
    s.say('megan', { type: 'case.adopt' });
    expect(s.case.owner).toBe('megan');
  });
});

describe('account-manager', () => {
  /** Lynne, and Nestor after her; of the two those in `chatted` can be reached. */
  const two = (chatted: string[], affects: string[] = []) => {
    const organisation = changed((o) => {
      const { lynne } = o.people;
      if (lynne) o.people['nestor'] = { ...structuredClone(lynne), id: 'nestor', name: 'Nestor Wilke', email: 'n@e.x' };
      o.vendors['microsoft']?.accountManager.push('nestor');
    });
    const presence = { rosterKnown: true, roster: ['alex', 'megan', 'adele', 'isaiah', 'patti'], chatted, left: [] };
    return withTicket({ organisation, presence, affects });
  };
  const callFor = (s: ReturnType<typeof opened>) =>
    s.events.flatMap((e) => (e.body.type === 'pinged' && e.body.ping.callFor ? [e.body.ping.callFor] : []));

  it('means the first whom Baton itself can reach', () => {
    const s = two(['nestor']).until('12:35');
    expect(s.pings('ticket:T1').at(-1)).toBe('12:35 rung nestor megan');
    expect(callFor(s)).toEqual([]);
  });

  it('else the first, by a call card to the vendor liaison', () => {
    const s = two([]).until('12:35');
    expect([s.pings('ticket:T1').at(-1), callFor(s)]).toEqual(['12:35 rung megan', ['lynne']]);
  });

  it('while nobody knows the roster our own people count as there, theirs do not', () => {
    const s = withTicket({ presence: { rosterKnown: false, roster: [], chatted: [], left: [] } }).until('12:35');
    expect([s.pings('ticket:T1').at(-1), callFor(s)]).toEqual(['12:35 rung megan', ['lynne']]);
  });

  it('dead routes do not count as reachable: Teams is down, so she is called', () => {
    const s = two(['lynne', 'nestor'], ['sso']).until('12:35');
    expect([s.pings('ticket:T1').at(-1), callFor(s)]).toEqual(['12:35 rung megan', ['lynne']]);
  });

  it('whose last send failed for good is not reachable until heard of again', () => {
    const s = two(['lynne', 'nestor']);
    s.say('baton', { type: 'undelivered', person: 'lynne', keys: [], reason: 'blocked' });
    s.until('12:35');
    expect(s.pings('ticket:T1').at(-1)).toBe('12:35 rung nestor megan');
    s.say('lynne', { type: 'ticket.heard', ...T1, words: 'I am here' });
    s.until('16:35');
    expect(s.pings('ticket:T1').at(-1)).toBe('16:35 rung lynne megan');
  });

  it('at each repeat of the deadline the next one as well', () => {
    const s = two(['lynne', 'nestor']).until('2023-08-01 02:35');
    expect(s.pings('deadline')).toEqual([
      '14:35 deadline lynne megan alex',
      '20:35 deadline lynne nestor megan alex',
      '02:35 deadline lynne nestor megan alex',
    ]);
  });

  it('at each repeat the next one as well: one who cannot be reached is called', () => {
    const s = two(['lynne']).until('2023-08-01 02:35');
    const told = s.events.flatMap((e) =>
      e.body.type === 'pinged' && e.body.ping.reason === 'deadline' ? [[e.body.ping.people, e.body.ping.callFor]] : [],
    );
    expect(told).toEqual([
      [['lynne', 'megan', 'alex'], undefined],
      [['lynne', 'megan', 'alex'], 'nestor'],
      [['lynne', 'megan', 'alex'], 'nestor'],
    ]);
  });

  it('at each repeat the next one is called, when none can be reached', () => {
    const s = two([]).until('2023-08-01 02:35');
    const called = s.events.flatMap((e) =>
      e.body.type === 'pinged' && e.body.ping.reason === 'deadline' ? [e.body.ping.callFor] : [],
    );
    expect(called).toEqual(['lynne', 'nestor', 'nestor']);
  });

  it('at each repeat of a digest the next one as well', () => {
    const organisation = changed((o) => {
      const { lynne } = o.people;
      if (lynne) o.people['nestor'] = { ...structuredClone(lynne), id: 'nestor', name: 'Nestor Wilke', email: 'n@e.x' };
      o.vendors['microsoft']?.accountManager.push('nestor');
    });
    const presence = { rosterKnown: true, roster: ['alex', 'megan'], chatted: ['lynne', 'nestor'], left: [] };
    const s = openTicket(opened({ severity: 'sev3', organisation, presence })).until('2023-08-10 09:00');
    expect(s.pings('ticket:T1').filter((p) => p.includes('digest'))).toEqual([
      '08:10 digest lynne nestor megan',
      '08:10 digest lynne nestor megan alex',
    ]);
  });

  it('a ping that could not be delivered goes to the next account manager, else by call', () => {
    const s = two(['lynne', 'nestor']).until('12:35');
    s.say('baton', { type: 'undelivered', person: 'lynne', keys: ['ticket:T1'], reason: 'blocked' });
    expect(s.pings('ticket:T1').at(-1)).toBe('12:35 undelivered nestor');
    s.say('baton', { type: 'undelivered', person: 'nestor', keys: ['ticket:T1'], reason: 'blocked' });
    expect([s.pings('ticket:T1').at(-1), callFor(s).length]).toEqual(['12:35 undelivered megan', 1]);
  });

  it('Wrong person goes to the next at the vendor; before she was asked it is taken down, and asks nobody sooner', () => {
    const s = two(['lynne', 'nestor']).until('12:35');
    s.say('lynne', { type: 'decline' });
    expect(s.pings('ticket:T1').at(-1)).toBe('12:35 wrong-person nestor');
    const nosy = two(['lynne']).until('09:30');
    expect(nosy.refused('lynne', { type: 'decline', target: 'step 1' })).toEqual({ no: 'nothing-to-decline' });
    const pinged = nosy.pings('ticket:T1');
    nosy.say('lynne', { type: 'decline', target: 'T1' });
    expect(Object.keys(nosy.state?.disowned ?? {})).toEqual(['lynne']);
    expect(nosy.pings('ticket:T1')).toEqual(pinged);
  });
});

describe('superior', () => {
  it('who can be reached is pinged; without one our management calls', () => {
    const organisation = changed((o) => {
      const { lynne } = o.people;
      if (lynne) o.people['nestor'] = { ...structuredClone(lynne), id: 'nestor', name: 'Nestor Wilke', email: 'n@e.x' };
      o.vendors['microsoft']?.superior.push('nestor');
    });
    const presence = { rosterKnown: true, roster: ['alex', 'megan', 'patti'], chatted: ['nestor'], left: [] };
    const s = withTicket({ organisation, presence }).until('16:35');
    expect(s.pings('ticket:T1').at(-1)).toBe('16:35 rung nestor patti');
    expect(withTicket().until('16:35').pings('ticket:T1').at(-1)).toBe('16:35 rung patti');
  });
});

describe('a person of ours who cannot be delivered to', () => {
  it('the next deputy is told, and the last one by the channel', () => {
    const s = opened().until('09:10');
    s.say('baton', { type: 'undelivered', person: 'alex', keys: ['update'], reason: 'blocked' });
    expect(s.pings('update').at(-1)).toBe('09:10 undelivered megan');
    s.say('baton', { type: 'undelivered', person: 'megan', keys: ['update'], reason: 'blocked' });
    expect(s.pings('update').at(-1)).toBe('09:10 undelivered #');
  });

  it('a deputy who could not be reached either is passed over', () => {
    const s = opened().until('08:20');
    s.say('baton', { type: 'undelivered', person: 'alex', keys: [], reason: 'blocked' });
    s.say('baton', { type: 'undelivered', person: 'isaiah', keys: ['step:3'], reason: 'blocked' });
    expect(s.pings('step:3').at(-1)).toBe('08:20 undelivered megan');
  });

  it('the clock of what it was about stays', () => {
    const s = opened().until('09:10');
    s.say('baton', { type: 'undelivered', person: 'alex', keys: ['update', 'gone'], reason: 'blocked' });
    expect(s.due('update')).toBe('09:25');
  });
});

describe('an incident channel that turns the bot away', () => {
  it('the coordinators are pinged who were not pinged anyway, and the clock stays', () => {
    const s = opened().until('09:40');
    const due = s.due('update');
    s.say('baton', { type: 'channel-shut', keys: ['update', 'gone'], reason: 'HTTP 403' });
    expect(s.pings('update').slice(-2)).toEqual(['09:40 rung alex #', '09:40 undelivered megan']);
    expect(s.due('update')).toBe(due);
  });

  it('nobody is pinged twice for it', () => {
    const s = opened().until('09:40');
    s.say('baton', { type: 'undelivered', person: 'megan', keys: [], reason: 'blocked' });
    s.say('baton', { type: 'channel-shut', keys: ['update'], reason: 'HTTP 403' });
    expect(s.pings('update').at(-1)).toBe('09:40 rung alex #');
  });
});

it('a fix and a wish stay with the ticket owner when the case changes hands', () => {
  const s = withTicket();
  s.say('megan', wants('phone'));
  s.say('megan', fixed);
  s.say('alex', { type: 'case.own', to: 'patti' });
  expect([s.holder('answer:T1'), s.holder('verify:T1')]).toEqual(['megan', 'megan']);
});
