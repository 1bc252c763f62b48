/**
 * The organisation as the core knows it: the organisation file, checked and completed by `src/organisation/`.
 * Plain data that survives JSON, because parts of it are copied into events. Ids are the file's short ids.
 */
import { type Calendar, gridIndex } from './calendar.ts';
import type { Duration, Instant } from './time.ts';

export type PersonId = string;
export type ServiceId = string;
export type VendorId = string;
export type LadderName = string;
export type AuthorityId = string;

export const ROLES = [
  'coordinator',
  'operations',
  'communications',
  'vendor-liaison',
  'security',
  'legal',
  'management',
] as const;
export type RoleName = (typeof ROLES)[number];

/** sev1 is the highest. */
export const SEVERITIES = ['sev1', 'sev2', 'sev3', 'sev4'] as const;
export type Severity = (typeof SEVERITIES)[number];
export type BySeverity<T> = Readonly<Record<Severity, T>>;

export const ROUTE_KINDS = ['teams', 'phone', 'portal', 'email', 'sms', 'webhook'] as const;
export type RouteKind = (typeof ROUTE_KINDS)[number];

/** The ways outside Teams that Baton itself can go, each where the organisation has a carrier for it. */
export const CARRIER_KINDS = ['email', 'sms', 'webhook'] as const;
export type CarrierKind = (typeof CARRIER_KINDS)[number];

export type Language = 'en' | 'sv';

/** Round the clock, or opening hours as clock times of the vendor's own day ("08:00"). */
export type OfficeHours = '24x7' | { readonly from: string; readonly to: string };

/** A way to reach somebody, and the services of ours that it needs. */
export interface Route {
  readonly id: string;
  readonly kind: RouteKind;
  readonly address?: string;
  readonly dependsOn: readonly ServiceId[];
  readonly hours?: OfficeHours;
  readonly remark?: string;
}

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly phone?: string;
  readonly language?: Language;
  readonly aadObjectId?: string;
  /** Set: an outsider, who belongs to this vendor. */
  readonly organisation?: VendorId;
  /** yyyy-mm-dd: when somebody last checked that the routes work. */
  readonly verified?: string;
  /** In order of preference; never empty. */
  readonly routes: readonly Route[];
}

export interface Service {
  readonly id: ServiceId;
  readonly name: string;
  readonly dependsOn: readonly ServiceId[];
  /** Who must act when it is out of our control. */
  readonly vendor?: VendorId;
}

export interface Contract {
  readonly number: string;
  readonly hours: OfficeHours;
  readonly mayOpen: readonly PersonId[];
  readonly notes?: string;
}

export interface Vendor {
  readonly id: VendorId;
  readonly name: string;
  readonly contract: Contract;
  /** What we may claim there, in the vendor's words. */
  readonly severities: BySeverity<string>;
  /** The vendor closes the ticket when we do not answer for so long. */
  readonly autoCloseAfter?: Duration;
  /** yyyy-mm-dd: when somebody last checked the telephone numbers of its support. */
  readonly verified?: string;
  /** The first, then deputies; at least one. */
  readonly accountManager: readonly PersonId[];
  /** Empty: our own management calls. */
  readonly superior: readonly PersonId[];
  /** Absent: the playbook's, else `vendor`. */
  readonly ladder?: LadderName;
  readonly routes: readonly Route[];
}

export interface SeverityPolicy {
  readonly name: string;
  readonly updateEvery: Duration;
  readonly acknowledgeAtMost: Duration;
  readonly snoozeAtMost: Duration;
  /** `always`: all hours; `working`: the organisation's working time. */
  readonly clock: 'always' | 'working';
}

export const PING_WORDS = [
  'owner',
  'coordinator',
  'vendor-liaison',
  'management',
  'account-manager',
  'superior',
  'channel',
] as const;
export type PingWord = (typeof PING_WORDS)[number];
/** One of the words above or a person's id; no person is called like one of the words. */
export type PingTarget = PingWord | (PersonId & {});

export const RUNG_DOS = ['ask', 'phone', 'duty-manager', 'call', 'executives'] as const;
export type RungDo = (typeof RUNG_DOS)[number];

export interface Rung {
  /** Counted from the anchor; longer with every rung. */
  readonly after: Duration;
  readonly ping: readonly PingTarget[];
  readonly do?: RungDo;
}

export interface Deadline {
  readonly after: Duration;
  readonly ping: readonly PingTarget[];
  readonly repeat: Duration;
}

export interface Ladder {
  /** Never empty. */
  readonly rungs: readonly Rung[];
  /** After the top rung, for ever. */
  readonly repeat: Duration;
  /** There in every ladder that vendors climb. */
  readonly deadline?: Deadline;
}

export type SeverityLadders = BySeverity<Ladder>;
export type Ladders = Readonly<Record<LadderName, SeverityLadders>> & {
  readonly vendor: SeverityLadders;
  readonly own: SeverityLadders;
};

/** How long a case may stand in a state before somebody owes something. */
export interface Limits {
  readonly decideNextWithin: BySeverity<Duration>;
  readonly ticketAfterControlLost: BySeverity<Duration>;
  readonly acceptHandoverWithin: Duration;
  readonly unreadAfter: BySeverity<Duration>;
  readonly verifyFixWithin: BySeverity<Duration>;
  readonly retrospectiveWithin: Duration;
  readonly contactsVerifiedWithin: Duration;
}

export interface Recipient {
  readonly name: string;
  readonly phone?: string;
  readonly web?: string;
  readonly email?: string;
}

export interface AuthorityStage {
  readonly id: string;
  readonly within: Duration;
  /** `start`, or the id of an earlier stage: counted from when that was sent. */
  readonly from: string;
  readonly by?: 'phone' | 'web' | 'email';
  readonly questions?: readonly string[];
  /** Never later than so long after we became aware, whatever it counts from. */
  readonly atMost?: { readonly within: Duration; readonly from: 'aware' };
  /** May be sent more than once (in phases, brought up to date): what counts from it counts from the newest. */
  readonly again?: boolean;
  /** Of a case that is still going on when this falls due: `id` is sent then, and this is due so long after the resolving. */
  readonly ongoing?: { readonly id: string; readonly within: Duration };
}

/** The clock of an authority (or an insurer): a rule, its stages, and who is told. No legal advice. */
export interface AuthorityClock {
  readonly id: AuthorityId;
  readonly name: string;
  readonly rule: string;
  /** yyyy-mm-dd: the state of the rule that the data follows. */
  readonly ruleDate?: string;
  readonly recipient: Recipient;
  readonly startsWith: 'aware' | 'classified';
  readonly holder: RoleName;
  /** Never empty. */
  readonly stages: readonly AuthorityStage[];
  /** Reports that the authority may ask for besides: never due, sent whenever it asks, as often as it asks. */
  readonly onRequest?: readonly string[];
  /** Armed when a case like this opens (all the keys that are there must fit); absent: only by `notice start`. */
  readonly when?: {
    readonly severities?: readonly Severity[];
    readonly services?: readonly ServiceId[];
    readonly playbooks?: readonly string[];
  };
  /** yyyy-mm-dd: when somebody last checked rule and recipient. */
  readonly checked?: string;
  /** Language of the script. */
  readonly language?: Language;
}

/** Who of a role comes first when. The file's local times are instants here. */
export interface Rota {
  readonly from: Instant;
  readonly every: Duration;
  /** Never empty. */
  readonly people: readonly PersonId[];
  readonly overrides: readonly { readonly from: Instant; readonly to: Instant; readonly person: PersonId }[];
}

export interface Teams {
  /** Empty: no tenant, or whoever is local when there are no credentials. */
  readonly tenants: readonly string[];
  readonly incidentChannel?: { readonly team: string; readonly channel: string };
}

export interface Carriers {
  readonly email?: {
    readonly host: string;
    readonly port: number;
    readonly from: string;
    readonly dependsOn: readonly ServiceId[];
  };
  readonly sms?: { readonly url: string; readonly dependsOn: readonly ServiceId[] };
  readonly webhook?: { readonly url: string; readonly dependsOn: readonly ServiceId[] };
}

export interface Organisation {
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Of the posts in channels. */
  readonly language: Language;
  readonly casePrefix: string;
  readonly calendar: Calendar;
  readonly teams: Teams;
  readonly services: Readonly<Record<ServiceId, Service>>;
  readonly people: Readonly<Record<PersonId, Person>>;
  /** The first holds the role, the others deputise in order. The coordinators' list is never empty. */
  readonly roles: Readonly<Record<RoleName, readonly PersonId[]>>;
  readonly rotas: Readonly<Partial<Record<RoleName, Rota>>>;
  readonly vendors: Readonly<Record<VendorId, Vendor>>;
  readonly severities: BySeverity<SeverityPolicy>;
  readonly ladders: Ladders;
  readonly limits: Limits;
  readonly authorities: Readonly<Record<AuthorityId, AuthorityClock>>;
  readonly carriers: Carriers;
}

/** The entry with that id, never one of the words that every JavaScript object inherits ("constructor"). */
export function entry<T>(of: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(of, id) ? of[id] : undefined;
}

/** The people of a role at an instant: whom the rota names first, then the role's own order. */
export function peopleOfRole(
  organisation: Pick<Organisation, 'roles' | 'rotas' | 'calendar'>,
  role: RoleName,
  at: Instant,
): readonly PersonId[] {
  const order = organisation.roles[role];
  const first = onDuty(organisation, role, at);
  return first === undefined ? order : [first, ...order.filter((id) => id !== first)];
}

/** Whom the rota of the role names at an instant; nobody without a rota or before it begins. */
function onDuty(
  organisation: Pick<Organisation, 'rotas' | 'calendar'>,
  role: RoleName,
  at: Instant,
): PersonId | undefined {
  const rota = organisation.rotas[role];
  if (rota === undefined) return undefined;
  const stand = rota.overrides.find(({ from, to }) => from <= at && at < to);
  if (stand !== undefined) return stand.person;
  if (at < rota.from) return undefined;
  const turn = gridIndex(rota.from, rota.every, at, 'always', organisation.calendar);
  return rota.people[turn % rota.people.length];
}
