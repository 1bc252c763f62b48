// Microsoft Teams: who speaks and where, what it means, and how posts get there. The only room that knows the two SDKs.
// Not here: what commands do (domain), in which order things are kept (engine), how posts read (words, cards).
import { textVoice } from '../cards/voice.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { Playbook } from '../domain/playbook.ts';
import {
  type Carrier,
  type Clock,
  type Engine,
  Fault,
  faultFields,
  isAway,
  type Log,
  type Met,
  newReference,
} from '../engine/index.ts';
import { type Store, StoreError } from '../store/index.ts';
import { clicked } from './actions.ts';
import type { Inbound, Said } from './activity.ts';
import type { Handlers, InvokeAnswer, Sdk } from './adapter.ts';
import { teamsCarrier } from './carrier.ts';
import { tidings } from './comings.ts';
import { connectorOf } from './connector.ts';
import type { Credentials } from './credentials.ts';
import { gate, type Request } from './gate.ts';
import { openKeys } from './keys.ts';
import { NotYet, openLater, type Waiting } from './later.ts';
import { metIn } from './met.ts';
import { clicks, once } from './once.ts';
import { openPace, type TooFast } from './pace.ts';
import { openReferences } from './references.ts';
import { namesIn, type Room } from './room.ts';
import { openRoster } from './roster.ts';
import { hear, isToUs } from './routing.ts';
import { speakerOf } from './speaker.ts';
import { tellingTo } from './telling.ts';
import { toastOfFault } from './toast.ts';
import { microsoft, type Trust, thisMachine } from './trust.ts';
import { turnedAwayLog } from './turnedAway.ts';

export interface TeamsOptions {
  credentials: Credentials | null;
  store: Store;
  organisation(): Organisation;
  playbooks(): readonly Playbook[];
  clock: Clock;
  log: Log;
  /** `openSdk` of adapter.ts, handed in because importing it costs a second. */
  sdk(credentials: Credentials | null, handlers: Handlers, trust: Trust): Sdk;
  /** Only tests have another than Microsoft. */
  trust?: Trust;
}

export interface Reply {
  status: number;
  body?: unknown;
}

export interface Teams {
  carrier: Carrier;
  /** Whether there is a way to somebody's own chat now, asked without posting. */
  met: Met;
  /** From now on activities are answered; the roster is read. */
  listen(engine: Engine): Promise<void>;
  /** Never rejects. */
  receive(request: Request): Promise<Reply>;
  /** The organisation file changed: who is who may have changed, too. */
  organisationChanged(): Promise<void>;
  /** Resolves when every answer has been said or given up. */
  idle(): Promise<void>;
  /** Whoever still waits for the database is told that it was not done. */
  close(): void;
}

export async function openTeams(options: TeamsOptions): Promise<Teams> {
  const { credentials, store, organisation, clock, log } = options;
  const { now } = clock;
  const trust = options.trust ?? microsoft;
  const { mayCall } = credentials ? trust : thisMachine;
  const nowMs = () => Date.parse(now());
  const signed = credentials && { credentials, keys: openKeys({ metadata: trust.metadata, now: nowMs }) };
  const references = await openReferences(store, mayCall);
  const handlers: Handlers = {
    text: (at, said) => activity(at, said).then(() => undefined),
    click: (at, said) => activity(at, said),
    other: (at, said) => activity(at, said).then(() => undefined),
  };
  const sdk = options.sdk(credentials, handlers, trust);
  const connector = connectorOf({ token: (fresh) => sdk.token(fresh), userAgent: sdk.userAgent, mayCall });
  let engine: Engine | null = null;
  const engineNow = () => {
    if (!engine) throw new Fault('STOPPING', 'The bot is starting');
    return engine;
  };
  const telling = tellingTo(engineNow);
  const roster = await openRoster({
    store,
    connector,
    references,
    people: telling,
    organisation,
    now,
  });
  const carrier = teamsCarrier({ connector, references, roster, organisation, now });
  const nobody = { caseId: '', messageId: '', attempt: 1, possibleRepeat: false };
  const speaker = speakerOf({
    connector,
    roster,
    toPerson: (person, post) => carrier.send({ person }, post, nobody),
    afterAnswers: async () => clock.afterAnswers?.(),
    wordless: (at, error) => ({ text: faultOf(at, error, voice().words.unsaid) }),
    behind: (answers) => voice().words.behind(answers),
    log,
  });
  const deliveries = once();
  const pace = openPace();
  const turnedAway = turnedAwayLog(log, nowMs);
  const ids = clicks();
  const room = (): Room => ({
    engine: engineNow(),
    organisation,
    playbooks: options.playbooks,
    references,
    roster,
    speaker,
    now,
    log,
  });

  const later = openLater({
    store,
    clock,
    async carryOut({ at, said }) {
      deliveries.forget(at.key);
      // Nobody waits for the answer of the invoke any more: what it would have been is said in the conversation.
      const heard: Said = said.kind === 'click' ? { ...said, way: 'submit' } : said;
      const work = () =>
        attend(at, heard).catch((error) => {
          if (isAway(error)) throw error;
          return failed({ at, said: heard, number: 0 }, error);
        });
      await deliveries.run(at.key, work).result;
    },
    handBack({ at, said }) {
      log.error({ activity: at.key }, 'an activity waited for the database and was given up');
      const { words, s } = voice();
      if (answers(at, said))
        speaker.say(at, null, [{ text: words.notKept.notDone(said.kind === 'text' ? said.text : null, s) }]);
    },
  });
  let count = 0;

  /** One activity that is known to be real; delivered again it waits for the answer of the first. Rejects with NotYet. */
  function activity(at: Inbound, said: Said): Promise<InvokeAnswer | null> {
    if (later.has(at.key) && !waitsForToast(said)) return Promise.reject(new NotYet('it waits for the database'));
    const number = ++count;
    return deliveries.run(at.key, () => answered({ at, said, number })).result;
  }

  async function answered(one: Waiting): Promise<InvokeAnswer | null> {
    const { at, said } = one;
    try {
      const fast = tooFast(at, said);
      if (fast) return slowedDown(at, said, fast);
      // Nothing overtakes what was said before it and waits.
      if (!(await later.caughtUp())) throw new StoreError('away', 'The database is still away.');
      return await attend(at, said);
    } catch (error) {
      return isAway(error) ? putOff(one, error) : failed(one, error);
    }
  }

  function putOff(one: Waiting, error: unknown): InvokeAnswer | null {
    const { at, said } = one;
    const became = later.put(one);
    if (became === 'full') return failed(one, error);
    const ref = error instanceof Fault ? error.reference : newReference();
    if (became === 'waits')
      log.warn({ ...faultFields(error), ref, activity: at.key }, 'an activity waits for the database');
    const { notKept } = voice().words;
    const answer = told(at, said, became === 'waits' ? notKept.waits(ref) : notKept.known());
    if (answer === null && became === 'waits') throw new NotYet('it waits for the database');
    return answer;
  }

  /** A fault that does not go away by waiting. */
  function failed({ at, said }: Waiting, error: unknown): InvokeAnswer | null {
    return told(at, said, faultOf(at, error, voice().words.error));
  }

  /** The sentence for it, with the reference under which the log has the rest. */
  function faultOf(at: Inbound, error: unknown, sentence: (ref: string) => string): string {
    const ref = error instanceof Fault ? error.reference : newReference();
    log.error({ ...faultFields(error), ref, activity: at.key }, 'an activity could not be answered');
    return sentence(ref);
  }

  /** What waits for an answer gets this one: a toast where it is an invoke, else a message. */
  function told(at: Inbound, said: Said, sentence: string): InvokeAnswer | null {
    if (waitsForToast(said)) return toastOfFault(sentence);
    if (answers(at, said)) speaker.say(at, null, [{ text: sentence }]);
    return null;
  }

  function voice() {
    return textVoice(namesIn(organisation()), { now: now(), language: organisation().language });
  }

  function answers(at: Inbound, said: Said): boolean {
    return said.kind === 'click' || (said.kind === 'text' && isToUs(at, said));
  }

  /** Without credentials there is only this machine, and what it sends to itself is its own affair. */
  function tooFast(at: Inbound, said: Said): TooFast | null {
    return credentials && answers(at, said) ? pace.take(at.from.aadObjectId ?? at.from.id, nowMs()) : null;
  }

  function slowedDown(at: Inbound, said: Said, { seconds, own, told }: TooFast): InvokeAnswer | null {
    if (!told) log.warn({ sender: at.from.aadObjectId ?? at.from.id, own }, 'somebody is too fast');
    const sentence = voice().words.tooFast(seconds, own);
    if (waitsForToast(said)) return toastOfFault(sentence);
    if (!told) speaker.say(at, null, [{ text: sentence }]);
    return null;
  }

  async function attend(at: Inbound, said: Said): Promise<InvokeAnswer | null> {
    const here = room();
    const missing = await carrier.channelMissing?.();
    await roster.readFirst(at);
    const identity = await roster.identify(at.from, at);
    const person = identity ?? null;
    const left = said.kind === 'installation' && said.gone;
    if (!left) await references.seen(at, person, now());
    if (missing && !(await carrier.channelMissing?.())) {
      log.info({ channel: at.channelId }, 'the incident channel can be posted to');
      await roster.refresh();
      await here.engine.channelAppeared();
    }
    const { chatted } = telling.presence();
    if (at.scope === 'personal' && person !== null && !left && !chatted.includes(person)) await telling.chatted(person);
    if (person !== null && !left) await telling.heardOf(person);
    if (said.kind === 'text') await hear(here, at, said, identity);
    else if (said.kind === 'click') return clicked(here, at, said, identity, ids);
    else await tidings(here, at, said, person);
    return null;
  }

  return {
    carrier,
    met: metIn({ roster, references, connector }),
    idle: () => speaker.idle(),
    close: () => later.close(),
    async listen(to) {
      engine = to;
      const missing = await carrier.channelMissing?.();
      if (missing) log[credentials ? 'warn' : 'info']({}, missing);
      await roster.refresh();
    },
    async organisationChanged() {
      await roster.refresh();
    },
    async receive(request) {
      const verdict = await gate(request, {
        signed,
        mayCall,
        tenants: () => organisation().teams.tenants,
        now: nowMs,
      });
      if (!verdict.pass) {
        turnedAway(verdict.status, verdict.why);
        return { status: verdict.status, body: { error: verdict.say } };
      }
      const { authorization, body, at, said } = verdict;
      try {
        const answer = await sdk.receive(authorization, body, at, said);
        return { status: answer?.status ?? 200, ...(answer?.body !== undefined && { body: answer.body }) };
      } catch (error) {
        // Not acknowledged, so that it may come again, here or at another process: it is done once.
        if (error instanceof NotYet) return { status: 503, body: { error: 'Baton cannot reach its database now.' } };
        if (error instanceof Error && error.name === 'Unauthorised') {
          log.warn({ status: 401 }, 'a token did not hold');
          return { status: 401, body: { error: 'The request is not authorised.' } };
        }
        // The keys of the issuer cannot be had, or a defect: the sender may try again, and learns nothing of the inside.
        log.error({ ...faultFields(error), activity: at.key }, 'an activity could not be taken');
        return { status: 503, body: { error: 'Baton could not take this now.' } };
      }
    },
  };
}

function waitsForToast(said: Said): boolean {
  return said.kind === 'click' && said.way === 'execute';
}
