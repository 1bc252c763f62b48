import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configOf, type Environment, readEnvironment } from '../src/config.ts';

const ID = 'AAAAAAAA-0000-4000-8000-000000000001';
const TENANT = '11111111-1111-1111-1111-111111111111';
const full: Environment = { BOT_ID: ID, BOT_PASSWORD: 'secret', BOT_TENANT_ID: TENANT };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-config-'));
  mkdirSync(join(folder, 'env'));
  writeFileSync(join(folder, 'env/organisation.yaml'), 'version: 1\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

function config(environment: Environment) {
  const result = configOf(environment, folder);
  if (!result.ok) throw new Error(result.faults.join('\n'));
  return result.config;
}

function faults(environment: Environment): string[] {
  const result = configOf(environment, folder);
  return result.ok ? [] : result.faults;
}

describe('defaults', () => {
  it('without anything: anonymous, on loopback', () => {
    expect(config({})).toEqual({
      port: 3978,
      host: '127.0.0.1',
      dataDir: join(folder, 'data'),
      databaseUrl: null,
      organisationFile: join(folder, 'env/organisation.yaml'),
      logLevel: 'info',
      credentials: null,
      publicUrl: null,
      secrets: { smtp: null, smsToken: null, webhookSecret: null },
      watch: { metricsToken: null, heartbeatUrl: null, dailyLine: null },
    });
  });

  it('with credentials: a single tenant, on all addresses', () => {
    expect(config(full)).toMatchObject({
      host: '0.0.0.0',
      credentials: { type: 'SingleTenant', id: ID.toLowerCase(), password: 'secret', tenant: TENANT },
    });
  });

  it('an empty or blank value is none', () => {
    expect(config({ PORT: '', HOST: ' ', BOT_ID: '', DATABASE_URL: '' })).toMatchObject({
      port: 3978,
      credentials: null,
    });
  });

  it('a database of its own, or the file', () => {
    const DATABASE_URL = 'postgres://baton:p%40ss@db.example.org:6432/baton?sslmode=verify-full';
    expect(config({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
    expect(config({}).databaseUrl).toBeNull();
  });

  it('a managed identity needs no password, a multi-tenant bot no tenant', () => {
    expect(config({ BOT_ID: ID, BOT_TYPE: 'UserAssignedMSI', BOT_TENANT_ID: TENANT }).credentials).toEqual({
      type: 'UserAssignedMSI',
      id: ID.toLowerCase(),
      tenant: TENANT,
    });
    expect(config({ BOT_ID: ID, BOT_TYPE: 'multitenant', BOT_PASSWORD: 'x' }).credentials).not.toHaveProperty('tenant');
  });

  it.each(['127.0.0.1', '127.0.0.9', 'localhost', '::1', '[::1]'])(
    'takes the loopback address %s without credentials',
    (HOST) => {
      expect(config({ HOST }).host).toBe(HOST.replace(/[[\]]/g, ''));
    },
  );
});

describe('what does not start', () => {
  it.each([
    ['BOT_PASSWORD is missing', { BOT_ID: ID, BOT_TENANT_ID: TENANT }],
    ['BOT_ID is missing', { BOT_PASSWORD: 'x', BOT_TENANT_ID: TENANT }],
    ['BOT_ID is missing', { BOT_TYPE: 'MultiTenant' }],
    ['BOT_TENANT_ID is missing', { BOT_ID: ID, BOT_PASSWORD: 'x' }],
    ['BOT_TENANT_ID is missing', { BOT_ID: ID, BOT_TYPE: 'UserAssignedMSI' }],
    ['BOT_PASSWORD is set', { ...full, BOT_TYPE: 'UserAssignedMSI' }],
    ['BOT_TYPE is "Triple"', { ...full, BOT_TYPE: 'Triple' }],
    ['BOT_ID is "baton"', { ...full, BOT_ID: 'baton' }],
    ['HOST is "0.0.0.0"', { HOST: '0.0.0.0' }],
    ['HOST is "127.evil.example"', { HOST: '127.evil.example' }],
    ['PORT is "70000"', { PORT: '70000' }],
    ['PORT is "http"', { PORT: 'http' }],
    ['LOG_LEVEL is "loud"', { LOG_LEVEL: 'loud' }],
    ['DATABASE_URL: expected', { DATABASE_URL: 'mysql://db/baton' }],
    ['DATABASE_URL: expected', { DATABASE_URL: 'postgres://u:p@db' }],
    ['DATABASE_URL: expected', { DATABASE_URL: 'db.example.org' }],
    ['env/organisation.example.yaml', { ORGANISATION_FILE: 'env/none.yaml' }],
    ['DATA_DIR is', { DATA_DIR: 'env/organisation.yaml' }],
  ])('%s', (sentence, environment) => {
    expect(faults(environment)).toEqual([expect.stringContaining(sentence)]);
  });

  it('is named all at once, and never with a secret in it', () => {
    const found = faults({
      PORT: 'x',
      HOST: '0.0.0.0',
      LOG_LEVEL: 'x',
      BOT_PASSWORD: 'hunter2',
      DATABASE_URL: 'postgres://u:hunter2@db',
    });
    expect(found).toHaveLength(5);
    expect(found.join()).not.toContain('hunter2');
  });
});

describe('the files of env/', () => {
  it('are read where they exist, the secret twin over the first, the real environment over both', () => {
    writeFileSync(join(folder, 'env/.env.local'), 'PORT=1111\nHOST=127.0.0.2\nLOG_LEVEL=debug\n# a comment\n');
    writeFileSync(join(folder, 'env/.env.local.user'), 'HOST=127.0.0.3\nLOG_LEVEL="warn"\n');
    expect(readEnvironment(folder, { LOG_LEVEL: 'error' })).toEqual({
      PORT: '1111',
      HOST: '127.0.0.3',
      LOG_LEVEL: 'error',
    });
  });
});

describe('the world outside Teams', () => {
  it('takes an address without a slash at its end, and secrets', () => {
    const set = { SMTP_USER: 'baton', SMTP_PASSWORD: 'p', SMS_TOKEN: 't', WEBHOOK_SECRET: '0123456789abcdef' };
    expect(config({ ...set, PUBLIC_URL: 'https://baton.example.org/' })).toMatchObject({
      publicUrl: 'https://baton.example.org',
      secrets: { smtp: { user: 'baton', password: 'p' }, smsToken: 't', webhookSecret: '0123456789abcdef' },
    });
    expect(config({ PUBLIC_URL: 'http://localhost:3978' }).publicUrl).toBe('http://localhost:3978');
  });

  it.each(['http://baton.example.org', 'baton.example.org', 'https://me:pw@baton.example.org', 'javascript:alert(1)'])(
    'names PUBLIC_URL=%s',
    (PUBLIC_URL) => {
      expect(faults({ PUBLIC_URL })).toEqual([expect.stringContaining('PUBLIC_URL')]);
    },
  );

  it('names half a mail account and a secret that could be guessed, and prints neither', () => {
    const found = faults({ SMTP_PASSWORD: 'hunter2hunter2', WEBHOOK_SECRET: 'short' });
    expect(found).toEqual([expect.stringContaining('SMTP_USER'), expect.stringContaining('WEBHOOK_SECRET')]);
    expect(found.join()).not.toMatch(/hunter2|short\b(?!:)/);
  });
});
