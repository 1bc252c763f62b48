/**
 * The least that an open case must have armed, worked out from the stored facts alone: no code of the domain is used, so that a fault
 * in what derives obligations or timers is not on both sides. It asks for less than the domain does (no owed ticket, no vendor's
 * deadline, nothing that has gone unread, no notice that waits for another), and never for more.
 */
interface Ticket {
  open: boolean;
  referenced: boolean;
  /** What the vendor wants of us; `blocked`: by a route that is dead. */
  want: 'none' | 'asked' | 'blocked';
  fixed: boolean;
  promises: Set<number>;
}

interface Step {
  open: boolean;
  due: string | undefined;
}

interface Policy {
  severities: Record<string, { clock: string }>;
  ladders: Record<string, Record<string, { rungs: { after: string }[]; repeat: string }>>;
}

/** A fact as its row has it: the columns, and the body read as JSON. */
export interface RawFact {
  at: string;
  // biome-ignore lint/suspicious/noExplicitAny: read as it stands in the row, not by the types of the domain.
  body: { type: string; [field: string]: any };
}

export class Minimum {
  private status: 'open' | 'resolved' | 'closed' = 'open';
  private update = '';
  private handover: string | null = null;
  private retrospective: 'none' | 'owed' | 'done' = 'none';
  private last = '';
  private readonly steps = new Map<number, Step>();
  private readonly tickets = new Map<string, Ticket>();
  private readonly notices = new Map<string, { plain: string[]; sent: string[] }>();
  /** By key: until when somebody or a promise holds it; and when what has a time of its own falls due. */
  private readonly held = new Map<string, string>();
  private readonly due = new Map<string, string>();
  /** The longest wait of the ladders that our own duties climb, and of those that vendors do, in the severities that the case had. */
  private ownMs = 0;
  private vendorMs = 0;
  private policy: Policy = { severities: {}, ladders: {} };
  /** It was never counted in working hours, whose rungs may be days apart. */
  private always = true;

  /** One more fact of this case, in order. */
  follow({ at, body }: RawFact): void {
    // A clock that was set back by a little writes earlier times after later ones; what was counted from those stays. By more, it is said.
    this.last = body.type === 'clock-set-back' ? at : later(this.last, at);
    const ticket = this.tickets.get(body['ticket']);
    switch (body.type) {
      case 'case-opened':
        this.goBy(body['organisation']);
        this.ranks(body['severity']);
        this.update = body['updateDue'];
        this.add(body['steps']);
        for (const clock of body['notices']) this.notice(clock);
        return;
      case 'severity-changed':
        this.ranks(body['to']);
        return;
      case 'policy-adopted':
        this.goBy(body['organisation']);
        this.always = false;
        return;
      case 'case-resolved':
        this.status = 'resolved';
        if (this.retrospective === 'none') this.retrospective = 'owed';
        return;
      case 'retrospective-done':
        this.retrospective = 'done';
        return;
      case 'case-closed':
        this.status = 'closed';
        return;
      case 'case-reopened':
        this.status = 'open';
        this.update = body['updateDue'];
        // What was held is held for later by as long as the case stood.
        this.always = false;
        return;
      case 'update-posted':
        this.update = body['due'];
        return;
      case 'steps-added':
        this.add(body['steps']);
        return;
      case 'step-done':
      case 'step-not-applicable':
        this.step(body['step'], { open: false });
        return;
      case 'step-undone':
        this.step(body['step'], { open: true });
        return;
      case 'step-redated':
        this.step(body['step'], { due: body['due'] });
        return;
      case 'handover-asked':
        this.handover = body['due'];
        return;
      case 'handover-declined':
      case 'owner-changed':
        this.handover = null;
        return;
      case 'notice-started':
        this.notice(body['clock']);
        return;
      case 'notice-sent':
        this.notices.get(body['clock'])?.sent.push(body['stage']);
        return;
      case 'notice-undone': {
        const sent = this.notices.get(body['clock'])?.sent ?? [];
        sent.splice(sent.lastIndexOf(body['stage']), 1);
        return;
      }
      case 'notice-waived':
        this.notices.delete(body['clock']);
        return;
      case 'held':
        for (const key of body['keys']) this.held.set(key, body['until']);
        return;
      case 'ticket-opened':
        this.tickets.set(body['ticket'], {
          open: true,
          referenced: body['reference'] !== undefined,
          want: 'none',
          fixed: false,
          promises: new Set(),
        });
        return;
      default:
        if (ticket !== undefined) this.aboutTicket(ticket, body);
    }
  }

  private aboutTicket(ticket: Ticket, body: RawFact['body']): void {
    const id = body['ticket'];
    switch (body.type) {
      case 'ticket-referenced':
        ticket.referenced = true;
        return;
      case 'ticket-sent':
        if (body['answered']) ticket.want = 'none';
        return;
      case 'ticket-wants':
      case 'want-rerouted':
        if (body.type === 'want-rerouted' && ticket.want === 'none') return;
        ticket.want = body['blocked'] ? 'blocked' : 'asked';
        this.due.set(`answer:${id}`, body['due']);
        return;
      case 'ticket-heard':
        ticket.promises.clear();
        return;
      case 'ticket-promised':
        ticket.promises.add(body['promise']);
        this.held.set(`ticket:${id}`, later(this.held.get(`ticket:${id}`) ?? '', body['by']));
        return;
      case 'promise-broken':
        ticket.promises.delete(body['promise']);
        return;
      case 'ticket-fixed':
        if (!ticket.fixed) this.due.set(`verify:${id}`, body['verifyDue']);
        ticket.fixed = true;
        return;
      case 'ticket-verified':
        ticket.fixed = false;
        if (body['result'] === 'ok') end(ticket);
        return;
      case 'ticket-closed':
        end(ticket);
        return;
      case 'ticket-reopened':
        ticket.open = true;
    }
  }

  /** The keys that must have a timer now; null: the case is closed, and must have none. */
  keys(): string[] | null {
    if (this.status === 'closed') return null;
    const keys: string[] = [];
    if (this.status === 'open') {
      keys.push('update');
      for (const [number, { open, due }] of this.steps) if (open && due !== undefined) keys.push(`step:${number}`);
    }
    if (this.handover !== null) keys.push('handover');
    if (this.retrospective === 'owed') keys.push('retrospective');
    for (const [clock, { plain, sent }] of this.notices)
      for (const stage of plain) if (!sent.includes(stage)) keys.push(`notice:${clock}:${stage}`);
    for (const [id, { open, referenced, want, fixed, promises }] of this.tickets) {
      if (!open) continue;
      if (!referenced) keys.push(`reference:${id}`);
      if (!fixed && want !== 'asked') keys.push(`ticket:${id}`);
      if (fixed) keys.push(`verify:${id}`);
      if (want !== 'none') keys.push(`${want === 'asked' ? 'answer' : 'choose-route'}:${id}`);
      if (want !== 'asked') for (const number of promises) keys.push(`promise:${id}:${number}`);
    }
    return keys;
  }

  /**
   * The latest instant (ISO 8601) at which a key may ring next: it was due, somebody held it, or something happened, and then the
   * longest wait of any ladder. Null: working hours count, or its time is not worked out here.
   */
  latest(key: string): string | null {
    if (!this.always) return null;
    const due = this.dueOf(key);
    if (due === null) return null;
    const from = [due, this.held.get(key) ?? '', this.last].reduce(later);
    return new Date(Date.parse(from) + (key.startsWith('ticket:') ? this.vendorMs : this.ownMs)).toISOString();
  }

  private dueOf(key: string): string | null {
    if (key === 'update') return this.update;
    if (key === 'handover') return this.handover;
    if (key.startsWith('step:')) return this.steps.get(Number(key.slice(5)))?.due ?? null;
    // A vendor's silence counts from a word that was heard.
    if (key.startsWith('ticket:') || key.startsWith('choose-route:')) return this.last;
    return this.due.get(key) ?? null;
  }

  private add(steps: readonly { number: number; due?: string }[]): void {
    for (const { number, due } of steps) this.steps.set(number, { open: true, due });
  }

  private step(number: number, change: Partial<Step>): void {
    const step = this.steps.get(number);
    if (step !== undefined) this.steps.set(number, { ...step, ...change });
  }

  private notice(clock: { id: string; stages: { id: string; from: string; ongoing?: object }[] }): void {
    // A stage that waits for another one, or is reported on while it goes on, has no time that a fact alone says.
    const plain = clock.stages.filter(({ from, ongoing }) => from === 'start' && ongoing === undefined);
    this.notices.set(clock.id, { plain: plain.map(({ id }) => id), sent: [] });
  }

  private goBy(policy: Policy): void {
    this.policy = policy;
  }

  private ranks(severity: string): void {
    if (this.policy.severities[severity]?.clock !== 'always') this.always = false;
    for (const [name, ladder] of Object.entries(this.policy.ladders)) {
      const { rungs, repeat } = ladder[severity] ?? { rungs: [], repeat: '' };
      // An hour more for a day of 25.
      const longest = Math.max(...[...rungs.map(({ after }) => after), repeat].map(msOf)) + 3_600_000;
      if (name === 'own') this.ownMs = Math.max(this.ownMs, longest);
      else this.vendorMs = Math.max(this.vendorMs, longest);
    }
  }
}

function end(ticket: Ticket): void {
  Object.assign(ticket, { open: false, want: 'none', fixed: false });
  ticket.promises.clear();
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

/** Of a duration as P1DT2H3M4S; 0 for anything else. */
function msOf(text: string): number {
  const [, d = 0, h = 0, m = 0, s = 0] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text) ?? [];
  return (((Number(d) * 24 + Number(h)) * 60 + Number(m)) * 60 + Number(s)) * 1000;
}
