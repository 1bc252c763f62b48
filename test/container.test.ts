// Dockerfile and compose.yaml keep what docs/containers.md says of them. Without an engine: what the image would hold is laid
// out in a folder and started there, and its health check is run against it. How an engine took them stands in that page.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { lockedIn } from '../scripts/supply/lockfile.ts';
import { configOf } from '../src/config.ts';
import { freePort } from './process/botProcess.ts';
import { ROOT, read } from './support/sources.ts';

const lines = read('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => ({ word: line.split(/\s/)[0], rest: line.replace(/^\S+\s+/, '') }));
const lastStage = lines.slice(lines.findLastIndex(({ word }) => word === 'FROM'));
const said = (word: string) => lastStage.filter((line) => line.word === word).map(({ rest }) => rest);
/** Of the kind `CMD ["node", …]`, which has no shell. */
const program = (text = '') => JSON.parse(text.slice(text.indexOf('['))) as string[];

const env = Object.fromEntries(
  [
    ...said('ENV')
      .join(' ')
      .matchAll(/(\S+)=(\S+)/g),
  ].map(([, name, value]) => [name, value]),
);
const copied = said('COPY')
  .filter((rest) => !rest.startsWith('--from='))
  .flatMap((rest) => rest.split(/\s+/).slice(0, -1));

interface Service {
  read_only?: boolean;
  privileged?: boolean;
  user?: string;
  cap_add?: string[];
  cap_drop?: string[];
  security_opt?: string[];
  stop_grace_period?: string;
  tmpfs?: string[];
  ports: string[];
  volumes: string[];
  environment: Record<string, string>;
}
const { services } = parse(read('compose.yaml'), { merge: true }) as { services: Record<string, Service> };
const bots = Object.entries(services).filter(([name]) => name.startsWith('bot'));
const postgres = services['postgres'] as Service;

describe('Dockerfile', () => {
  it('takes the Node that the project is tried with', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: { node: string } };
    const [major] = devDependencies.node.split('.');
    const images = lines.filter(({ word }) => word === 'FROM').map(({ rest }) => rest.split(' ')[0]);
    expect(images).toEqual(images.map(() => expect.stringMatching(`^node:${major}-`)));
  });

  it('runs as node, who owns the folder of the data and nothing else', () => {
    expect(said('USER')).toEqual(['node']);
    expect(said('RUN')).toEqual([`mkdir ${env['DATA_DIR']} && chown node:node ${env['DATA_DIR']}`]);
    expect(said('VOLUME')).toEqual([env['DATA_DIR']]);
    expect(said('COPY').filter((rest) => rest.includes('--chown'))).toEqual([]);
  });

  it('starts the bot as npm start does, without a shell that would keep SIGTERM to itself', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: { start: string } };
    expect(program(said('CMD')[0]).join(' ')).toBe(scripts.start);
  });

  it('copies nothing that is kept out of the build', () => {
    const kept = read('.dockerignore').trim().split('\n');
    expect(kept).toEqual(expect.arrayContaining(['.git', 'env', 'data', 'test', 'node_modules']));
    expect(copied.filter((path) => kept.includes(path.split('/')[0] ?? ''))).toEqual([]);
  });
});

describe('what the image holds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-image-'));
  let port: number;

  beforeAll(async () => {
    for (const path of copied) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
    // What `npm ci --omit=dev` brings, as far as the bot can name it.
    const production = lockedIn(ROOT).filter(({ path, name, dev }) => !dev && path === `node_modules/${name}`);
    for (const { path } of production.filter((one) => existsSync(join(ROOT, one.path)))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      symlinkSync(join(ROOT, path), join(folder, path), 'dir');
    }
    port = await freePort();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function settings(): NodeJS.ProcessEnv {
    const here = { HOST: '127.0.0.1', PORT: String(port), DATA_DIR: join(folder, 'data') };
    // Where the bot keeps what was compiled: the scripts need not do it again.
    const NODE_COMPILE_CACHE = join(folder, 'node_modules/.cache/baton');
    return { ...env, ...here, NODE_COMPILE_CACHE, ORGANISATION_FILE: join(ROOT, 'env/organisation.example.yaml') };
  }

  function ran(args: readonly string[], over: NodeJS.ProcessEnv = {}): Promise<{ code: unknown; text: string }> {
    return new Promise((resolve) => {
      // A bot that starts where it should refuse would never end.
      const options = { cwd: folder, env: { ...settings(), ...over }, timeout: 60_000 };
      execFile(process.execPath, args, options, (error, out, err) =>
        resolve({ code: error === null ? 0 : (error.code ?? error.signal), text: out + err }),
      );
    });
  }

  it('is enough for the bot, whose health check is green while it runs, and which SIGTERM ends with 0', async () => {
    const [, ...args] = program(said('CMD')[0]);
    const [, ...check] = program(said('HEALTHCHECK')[0]);
    const bot = spawn(process.execPath, args, { cwd: folder, env: settings(), stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void bot.kill('SIGKILL'));
    let text = '';
    const ended = once(bot, 'exit');
    await new Promise<void>((resolve) => {
      for (const stream of [bot.stdout, bot.stderr])
        stream.on('data', (piece: Buffer) => {
          text += piece;
          if (text.includes('Baton listens')) resolve();
        });
      void ended.then(() => resolve());
    });
    expect(text).toContain('Baton listens');
    expect(await ran(check)).toEqual({ code: 0, text: '' });
    bot.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
    expect((await ran(check)).code, 'nobody answers').toBe(1);

    // Not `writeHead(503).end()`: beside the bot's web server, which patches it for the whole process, it answers nothing.
    const red = createServer((_req, res) => {
      res.statusCode = 503;
      res.end();
    });
    await new Promise<void>((resolve) => red.listen(0, '127.0.0.1', resolve));
    const { code } = await ran(check, { PORT: String((red.address() as AddressInfo).port) });
    await new Promise((resolve) => red.close(resolve));
    expect(code, 'it answers that it is not well').toBe(1);
  });

  it('does not let the bot start open to the network: the image listens on every address', async () => {
    const { code, text } = await ran(program(said('CMD')[0]).slice(1), { HOST: env['HOST'] });
    expect([code, text]).toEqual([1, expect.stringContaining('without BOT_ID and BOT_PASSWORD anybody could talk')]);
  });

  it.each([...read('docs/containers.md').matchAll(/node (scripts\/[\w-]+\.ts)/g)].map(([, path]) => path as string))(
    'is enough for %s, which docs/containers.md offers',
    async (path) => {
      expect(await ran([path, '--help'])).toEqual({ code: 0, text: expect.stringMatching(/^It /) });
    },
  );
});

describe('compose.yaml', () => {
  const names = new Set<string>();
  configOf(new Proxy({}, { get: (_, name) => void names.add(String(name)) }), ROOT);

  it('names only variables that the bot reads, as does the Dockerfile', () => {
    expect(bots).toHaveLength(2);
    const set = bots.flatMap(([, { environment }]) => Object.keys(environment));
    expect([...set, ...Object.keys(env)].filter((name) => !names.has(name) && name !== 'NODE_ENV')).toEqual([]);
  });

  it.each(bots)('%s writes to the data and /tmp only, and has no rights to gain', (_name, bot) => {
    expect(bot).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect([bot.privileged, bot.user, bot.cap_add]).toEqual([undefined, undefined, undefined]);
    const writable = bot.volumes.filter((volume) => !volume.endsWith(':ro'));
    expect(writable).toEqual([`baton:${bot.environment['DATA_DIR']}`]);
    expect(bot.tmpfs).toEqual(['/tmp']);
  });

  it.each(bots)('%s has the folder of the organisation file, the port and the time to stop', (_name, bot) => {
    expect(bot.volumes).toContain(`./env:${dirname(bot.environment['ORGANISATION_FILE'] ?? '')}:ro`);
    expect(said('EXPOSE')).toEqual([bot.environment['PORT']]);
    expect(bot.ports).toEqual([expect.stringMatching(`:${bot.environment['PORT']}$`)]);
    expect(Number.parseInt(bot.stop_grace_period ?? '', 10), 'seconds; it takes up to 10').toBeGreaterThan(10);
  });

  it.each(bots)('%s asks for the database that is made for it', (_name, bot) => {
    const url = new URL((bot.environment['DATABASE_URL'] ?? '').replace(/\$\{[^}]*\}/, 'password'));
    expect(services).toHaveProperty(url.hostname);
    const { POSTGRES_USER, POSTGRES_DB } = postgres.environment;
    expect([url.username, url.pathname]).toEqual([POSTGRES_USER, `/${POSTGRES_DB}`]);
  });
});
