// `npm run replay -- file.json`: pushes a saved activity through the bot and prints what would be sent; nothing leaves this machine.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startBaton } from '../src/baton.ts';
import { configOf } from '../src/config.ts';
import { argumentsOf } from './arguments.ts';

const root = resolve(import.meta.dirname, '..');

/** What is in the file; one that cannot be read, or is no JSON, ends the process with a sentence. */
function readSaved(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    console.error(`${path} ${why}: name a file with one activity, or a list of them.`);
    process.exit(1);
  }
}

const [file, ...others] = argumentsOf({ command: 'replay', words: '<file.json>' }).positionals;
if (file === undefined || others.length > 0) {
  console.error('Usage: npm run replay -- <file.json>   (one activity, or a list of them)');
  process.exit(1);
}

const saved = readSaved(resolve(file));

/** Stands in for the Bot Connector: prints what it is sent, and knows the people of the organisation file by their order. */
let ids = 0;
const connector = createServer((req, res) => {
  let text = '';
  req.on('data', (piece) => {
    text += piece;
  });
  req.on('end', () => {
    const path = decodeURIComponent(req.url ?? '');
    res.writeHead(req.method === 'GET' ? 404 : 201, { 'Content-Type': 'application/json' });
    if (req.method === 'GET') {
      res.end('{}');
      return;
    }
    ids += 1;
    console.log(`\n→ ${req.method} ${path}\n${JSON.stringify(JSON.parse(text || '{}'), null, 2)}`);
    res.end(
      JSON.stringify({
        id: path.endsWith('/conversations') ? `19:replay@thread.tacv2;messageid=${ids}` : String(ids),
        activityId: String(ids),
      }),
    );
  });
});
await new Promise<void>((done) => connector.listen(0, '127.0.0.1', done));
const serviceUrl = `http://127.0.0.1:${(connector.address() as AddressInfo).port}`;

const dataDir = mkdtempSync(join(tmpdir(), 'baton-replay-'));
const read = configOf(
  {
    PORT: '0',
    DATA_DIR: dataDir,
    ORGANISATION_FILE: process.env['ORGANISATION_FILE'] ?? 'env/organisation.demo.yaml',
  },
  root,
);
if (!read.ok) {
  console.error(read.faults.join('\n'));
  process.exit(1);
}
const note = (about: object, message: string) => console.error(message, JSON.stringify(about));
const baton = await startBaton(read.config, { debug: note, info: () => {}, warn: note, error: note });
for (const activity of Array.isArray(saved) ? saved : [saved]) {
  const answer = await fetch(`http://127.0.0.1:${baton.port}/api/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...activity, serviceUrl }),
  });
  console.log(`\n← HTTP ${answer.status} ${await answer.text()}`);
  await baton.teams.idle();
  await baton.engine.idle();
}
await baton.stop();
connector.close();
rmSync(dataDir, { recursive: true });
