/** The kinds of argument: how each is written and read. Arguments that depend on the state of a case are in `caseArgs.ts`. */
import { longest } from '../domain/decisions/limits.ts';
import {
  type PersonId,
  ROLES,
  type RoleName,
  SEVERITIES,
  type ServiceId,
  type Severity,
  type VendorId,
} from '../domain/organisation.ts';
import type { Duration, Instant } from '../domain/time.ts';
import { plainHyphens } from './characters.ts';
import { readNamed, readNumber, readPerson } from './names.ts';
import { type Direction, durationText, parseDuration, parseTime, timeText } from './times.ts';
import type { Arg, ArgKind, Look, Read } from './types.ts';

/** What differs from argument to argument of one kind. */
interface Options {
  readonly place?: Arg<unknown>['place'];
  readonly usage?: string;
  readonly aliases?: readonly string[];
  readonly hidden?: boolean;
  readonly infer?: (look: Look) => string | undefined;
  readonly suggest?: (look: Look) => string | undefined;
  readonly sample?: (look: Look) => string | undefined;
}

interface Kind<T> extends Options {
  readonly kind: ArgKind;
  readonly span?: number;
  readonly choices?: readonly string[];
  read(text: string, name: string, look: Look): Read<T>;
  missing?(look: Look): ReturnType<NonNullable<Arg<T>['missing']>>;
}

export function make<T>(of: Kind<T>, more: Options = {}): Arg<T, false> {
  const all = { ...of, ...more };
  return {
    kind: of.kind,
    required: false,
    place: all.place ?? 'positional',
    usage: all.usage ?? '',
    span: of.span ?? 1,
    aliases: all.aliases ?? [],
    hidden: all.hidden ?? false,
    ...(of.choices && { choices: of.choices }),
    read: of.read,
    ...(all.infer && { infer: all.infer }),
    ...(all.suggest && { suggest: all.suggest }),
    ...(all.sample && { sample: all.sample }),
    ...(of.missing && { missing: of.missing }),
  };
}

export function required<T>(arg: Arg<T, false>): Arg<T, true> {
  return { ...arg, required: true };
}

/** Sentences; line breaks inside them stay. */
export function words(options: Options = {}): Arg<string, false> {
  return make<string>(
    { kind: 'words', usage: '"…"', read: (text, name, look) => within(text, longest.words, name, look) },
    options,
  );
}

/** One line; needs no quotation marks. */
export function title(options: Options = {}): Arg<string, false> {
  return make<string>(
    {
      kind: 'title',
      usage: '<title>',
      read: (text, name, look) =>
        within(
          text
            .split(/[ \n]/)
            .filter((word) => word !== '')
            .join(' '),
          longest.title,
          name,
          look,
        ),
    },
    options,
  );
}

/** A short text without a form of its own: a reference, a code, the vendor's severity. */
export function text(most: number, options: Options = {}): Arg<string, false> {
  return make<string>(
    { kind: 'text', place: 'keyed', read: (given, name, look) => within(given, most, name, look) },
    options,
  );
}

function within(text: string, most: number, arg: string, { command }: Look): Read<string> {
  return text.length > most
    ? { problem: { problem: 'too-long', command, arg, longest: most, found: text.length } }
    : { value: text };
}

/** Vendors write theirs with spaces; without a key all of it is taken. */
export function reference(options: Options = {}): Arg<string, false> {
  return { ...text(longest.reference, { usage: 'ref:<no>', ...options }), span: 6 };
}

export function person(options: Options = {}): Arg<PersonId, false> {
  return make<PersonId>(
    {
      kind: 'person',
      usage: '@x',
      span: 3,
      read(given, _name, { ctx }) {
        const found = readPerson(given, ctx);
        return 'value' in found ? { ...found, text: found.value } : found;
      },
    },
    options,
  );
}

export function time(options: Options = {}, direction: Direction = 'next'): Arg<Instant, false> {
  return make<Instant>(
    {
      kind: 'time',
      place: 'keyed',
      span: 5,
      read(given, arg, { ctx, command }) {
        const at = parseTime(given, ctx.now, ctx.zone, direction);
        return at === null
          ? { problem: { problem: 'bad-time', command, arg, heard: given } }
          : { value: at, text: timeText(at, ctx.zone) };
      },
    },
    options,
  );
}

export function length(options: Options = {}): Arg<Duration, false> {
  return make<Duration>(
    {
      kind: 'duration',
      place: 'keyed',
      span: 4,
      read(given, arg, { command }) {
        const of = parseDuration(given);
        return of === null
          ? { problem: { problem: 'bad-duration', command, arg, heard: given } }
          : { value: of, text: durationText(of) };
      },
    },
    options,
  );
}

export function severity(options: Options = {}): Arg<Severity, false> {
  return make<Severity>(
    {
      kind: 'severity',
      place: 'keyed',
      usage: 'sev:2',
      aliases: ['severity'],
      choices: SEVERITIES,
      read(given) {
        const match = /^(?:sev[- ]?)?([1-4])[:,]?$/i.exec(plainHyphens(given.slice(0, 10)));
        return match
          ? { value: `sev${match[1]}` as Severity, text: `sev${match[1]}` }
          : { problem: { problem: 'bad-severity', heard: given } };
      },
    },
    options,
  );
}

/** One of a few words. */
export function choice<const C extends readonly string[]>(choices: C, options: Options = {}): Arg<C[number], false> {
  return make<C[number]>(
    {
      kind: 'choice',
      usage: choices.join('|'),
      choices,
      read(given, arg, { command }) {
        const word = plainHyphens(given.slice(0, 40)).toLowerCase().replaceAll(' ', '-');
        const found = choices.find((one) => one === word);
        return found === undefined
          ? { problem: { problem: 'bad-choice', command, arg, heard: given, choices: [...choices] } }
          : { value: found, text: found };
      },
    },
    options,
  );
}

export function role(options: Options = {}): Arg<RoleName, false> {
  return make<RoleName>(
    { ...choice(ROLES), kind: 'role', usage: '<role>', span: 2, choices: ROLES, read: choice(ROLES).read },
    options,
  );
}

export function vendor(options: Options = {}): Arg<VendorId, false> {
  return make<VendorId>(
    {
      kind: 'vendor',
      usage: '<vendor>',
      span: 3,
      read(given, _name, { ctx }) {
        const id = readNamed(given, ctx.vendors);
        return id === null
          ? { problem: { problem: 'unknown-vendor', heard: given, known: Object.keys(ctx.vendors) } }
          : { value: id, text: id };
      },
    },
    options,
  );
}

/** A list with commas. */
export function services(options: Options = {}): Arg<ServiceId[], false> {
  return make<ServiceId[]>(
    {
      kind: 'services',
      place: 'keyed',
      usage: 'affects:email,sso',
      aliases: ['affect', 'services'],
      read(given, _name, look) {
        const found: ServiceId[] = [];
        for (const part of listed(given)) {
          const id = serviceOf(part, look);
          if (typeof id !== 'string') return id;
          if (!found.includes(id)) found.push(id);
        }
        return { value: found, text: found.join(',') };
      },
    },
    options,
  );
}

/** The parts of a list with commas. No organisation has that many services. */
export function listed(given: string): string[] {
  return given
    .slice(0, 2000)
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export function serviceOf(part: string, { ctx }: Look): ServiceId | Read<never> {
  const id = readNamed(part, ctx.services);
  return id ?? { problem: { problem: 'unknown-service', heard: part, known: Object.keys(ctx.services) } };
}

export function playbook(options: Options = {}): Arg<string, false> {
  return make<string>(
    {
      kind: 'playbook',
      place: 'keyed',
      usage: 'playbook:<id>',
      read(given, _name, { ctx }) {
        const all = Object.fromEntries(ctx.playbooks.map((p) => [p.id, { name: p.name.en }]));
        const id = readNamed(given, all);
        return id === null
          ? { problem: { problem: 'unknown-playbook', heard: given, known: ctx.playbooks.map((p) => p.id) } }
          : { value: id, text: id };
      },
    },
    options,
  );
}

export function page(): Arg<number, false> {
  return make<number>({
    kind: 'page',
    usage: 'page:2',
    hidden: true,
    read(given) {
      const number = readNumber(given);
      return number === null ? { problem: { problem: 'bad-page', heard: given } } : { value: number };
    },
  });
}
