// The environment as a typed configuration; every wrong value is named at once, so that one try is enough to mend them all.
// Nothing else in src/ reads process.env, and nothing here starts anything.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import type { Secrets } from './carriers/secrets.ts';
import { BOT_TYPES, type BotType, type Credentials } from './teams/credentials.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export interface Config {
  /** 0: any free port. */
  port: number;
  host: string;
  /** Absolute. */
  dataDir: string;
  /** `postgres://…` with its password. Null: the file in `dataDir`. */
  databaseUrl: string | null;
  /** Absolute. */
  organisationFile: string;
  logLevel: (typeof LOG_LEVELS)[number];
  /** Null: anonymous, for whoever is on this machine. */
  credentials: Credentials | null;
  /** Where people outside the tenant reach this bot, without a slash at its end. Null: no link is ever made. */
  publicUrl: string | null;
  secrets: Secrets;
  watch: Watch;
}

/** How the bot is watched from outside. */
export interface Watch {
  /** Wanted of whoever reads /metrics. Null: this machine alone may. */
  metricsToken: string | null;
  /** Called every minute while all is well; may hold a secret. Null: nobody is called. */
  heartbeatUrl: string | null;
  /** When the incident channel is told once a day, `08:00`, local time of the organisation. Null: never. */
  dailyLine: string | null;
}

export type Environment = Record<string, string | undefined>;

/** The files of `env/` under the real environment, later ones win: secrets stand in the ignored `*.user` twin. */
export function readEnvironment(folder: string, real: Environment = process.env): Environment {
  const files = ['env/.env.local', 'env/.env.local.user'].map((name) => resolve(folder, name));
  const read = files.filter((path) => existsSync(path)).map((path) => parseEnv(readFileSync(path, 'utf8')));
  return Object.assign({}, ...read, real);
}

/** Relative paths count from `folder`. Either a configuration or what is wrong, one sentence each. */
export function configOf(
  environment: Environment,
  folder: string,
): { ok: true; config: Config } | { ok: false; faults: string[] } {
  const faults: string[] = [];
  const value = (name: string) => environment[name]?.trim() || undefined;

  const credentials = credentialsOf(value, faults);
  const portText = value('PORT') ?? '3978';
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : Number.NaN;
  if (!(port <= 65_535)) faults.push(`PORT is "${portText}": expected a number from 0 to 65535.`);

  const named = credentials !== null || value('BOT_ID') !== undefined;
  const host = value('HOST') ?? (named ? '0.0.0.0' : '127.0.0.1');
  if (isIP(bare(host)) === 0 && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host))
    faults.push(`HOST is "${host}": expected an address or a host name.`);
  else if (!named && !isLoopback(host))
    faults.push(
      `HOST is "${host}", but without BOT_ID and BOT_PASSWORD anybody could talk to the bot: leave HOST empty or give it a loopback address (127.0.0.1).`,
    );

  const dataDir = resolve(folder, value('DATA_DIR') ?? 'data');
  if (existsSync(dataDir) && !statSync(dataDir).isDirectory())
    faults.push(`DATA_DIR is "${dataDir}": expected a folder, found a file.`);
  const databaseUrl = databaseUrlOf(value('DATABASE_URL'), faults);

  const organisationFile = resolve(folder, value('ORGANISATION_FILE') ?? 'env/organisation.yaml');
  if (!existsSync(organisationFile))
    faults.push(
      `ORGANISATION_FILE: there is no ${organisationFile}. Copy env/organisation.example.yaml there and write your own people, vendors and ladders into it.`,
    );

  const levelText = (value('LOG_LEVEL') ?? 'info').toLowerCase();
  const logLevel = LOG_LEVELS.find((level) => level === levelText);
  if (!logLevel) faults.push(`LOG_LEVEL is "${levelText}": expected one of ${LOG_LEVELS.join(', ')}.`);

  const publicUrl = publicUrlOf(value('PUBLIC_URL'), faults);
  const secrets = secretsOf(value, faults);
  const watch = watchOf(value, faults);

  if (faults.length > 0 || !logLevel) return { ok: false, faults };
  return {
    ok: true,
    config: {
      port,
      host: bare(host),
      dataDir,
      databaseUrl,
      organisationFile,
      logLevel,
      credentials,
      publicUrl,
      secrets,
      watch,
    },
  };
}

/** What is wrong is said without the text: there is a password in it. */
function databaseUrlOf(text: string | undefined, faults: string[]): string | null {
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const fine =
    url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== '' && /^\/[^/]+$/.test(url.pathname);
  if (fine) return text;
  faults.push(
    'DATABASE_URL: expected postgres://user:password@host:port/database, with what is special in the password written as %xx; empty for the file in DATA_DIR.',
  );
  return null;
}

/** Links carry secrets, so they go by https; only on this machine itself http will do. */
function publicUrlOf(text: string | undefined, faults: string[]): string | null {
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const fine =
    url !== null &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) &&
    url.username === '' &&
    url.search === '' &&
    url.hash === '';
  if (fine) return url.href.replace(/\/+$/, '');
  faults.push(`PUBLIC_URL is "${text}": expected an address such as https://baton.example.org, without user or query.`);
  return null;
}

/** A secret that signs must not be guessed. */
const SHORTEST_SECRET = 16;

function secretsOf(value: (name: string) => string | undefined, faults: string[]): Secrets {
  const user = value('SMTP_USER');
  const password = value('SMTP_PASSWORD');
  if ((user === undefined) !== (password === undefined))
    faults.push(
      user === undefined
        ? 'SMTP_PASSWORD is set, but SMTP_USER is missing.'
        : 'SMTP_USER is set, but SMTP_PASSWORD is missing.',
    );
  const webhookSecret = value('WEBHOOK_SECRET') ?? null;
  if (webhookSecret !== null && webhookSecret.length < SHORTEST_SECRET)
    faults.push(`WEBHOOK_SECRET is too short: expected ${SHORTEST_SECRET} characters or more.`);
  return {
    smtp: user !== undefined && password !== undefined ? { user, password } : null,
    smsToken: value('SMS_TOKEN') ?? null,
    webhookSecret,
  };
}

function watchOf(value: (name: string) => string | undefined, faults: string[]): Watch {
  const metricsToken = value('METRICS_TOKEN') ?? null;
  if (metricsToken !== null && metricsToken.length < SHORTEST_SECRET)
    faults.push(`METRICS_TOKEN is too short: expected ${SHORTEST_SECRET} characters or more.`);
  const heartbeat = value('HEARTBEAT_URL');
  const url = heartbeat !== undefined && URL.canParse(heartbeat) ? new URL(heartbeat) : null;
  const fine = url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)));
  // The address itself may be a secret, so it is not repeated.
  if (heartbeat !== undefined && !(fine && url.username === ''))
    faults.push(
      'HEARTBEAT_URL: expected an address that begins with https://, without a user (http:// only for this machine).',
    );
  const dailyLine = value('DAILY_LINE') ?? null;
  if (dailyLine !== null && !/^([01]\d|2[0-3]):[0-5]\d$/.test(dailyLine))
    faults.push(`DAILY_LINE is "${dailyLine}": expected a time of day such as 08:00.`);
  return { metricsToken, heartbeatUrl: heartbeat ?? null, dailyLine };
}

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function credentialsOf(value: (name: string) => string | undefined, faults: string[]): Credentials | null {
  const id = value('BOT_ID');
  const password = value('BOT_PASSWORD');
  const tenant = value('BOT_TENANT_ID');
  const typeText = value('BOT_TYPE');
  const type: BotType | undefined = typeText
    ? BOT_TYPES.find((known) => known.toLowerCase() === typeText.toLowerCase())
    : 'SingleTenant';
  const before = faults.length;

  if (!type) faults.push(`BOT_TYPE is "${typeText}": expected one of ${BOT_TYPES.join(', ')}.`);
  if (id === undefined) {
    const set = ['BOT_PASSWORD', 'BOT_TENANT_ID', 'BOT_TYPE'].filter((name) => value(name) !== undefined);
    if (set.length > 0) faults.push(`${set.join(', ')} ${set.length === 1 ? 'is' : 'are'} set, but BOT_ID is missing.`);
    return null;
  }
  if (!GUID.test(id)) faults.push(`BOT_ID is "${id}": expected the app id of the bot, a GUID.`);
  if (tenant !== undefined && !GUID.test(tenant))
    faults.push(`BOT_TENANT_ID is "${tenant}": expected the tenant's id, a GUID.`);
  if (type === 'UserAssignedMSI' && password !== undefined)
    faults.push('BOT_PASSWORD is set, but a managed identity (BOT_TYPE=UserAssignedMSI) has none: leave it empty.');
  if (type !== 'UserAssignedMSI' && password === undefined) faults.push('BOT_ID is set, but BOT_PASSWORD is missing.');
  if (type !== undefined && type !== 'MultiTenant' && tenant === undefined)
    faults.push(`BOT_TENANT_ID is missing: BOT_TYPE=${type} needs it.`);
  if (type === undefined || faults.length > before) return null;
  return {
    type,
    id: id.toLowerCase(),
    ...(password !== undefined && { password }),
    ...(tenant !== undefined && { tenant }),
  };
}

function isLoopback(host: string): boolean {
  const name = bare(host).toLowerCase();
  return name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
}

/** An IPv6 address may stand in brackets. */
function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}
