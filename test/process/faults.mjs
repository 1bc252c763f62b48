// Loaded before the bot's first line, by tests only: it watches what SQLite and the network are asked for, and does not touch a line
// of the bot. `DIE_AT=after-commit:7` kills the process there the seventh time; the file in `STATE` always says where it is.
// The words `full` and `room` on its standard input take the room from the database and give it back.
import { subscribe } from 'node:diagnostics_channel';
import { openSync, writeSync } from 'node:fs';
import { DatabaseSync, StatementSync } from 'node:sqlite';

const [label, times = '1'] = (process.env.DIE_AT ?? '').split(':');
let left = Number(times);
const state = process.env.STATE ? openSync(process.env.STATE, 'w') : undefined;
let posting = 0;
let inDatabase = ' ';

/** Survives the kill: what is written is the kernel's. */
function note(where) {
  inDatabase = where;
  if (state !== undefined) writeSync(state, `${inDatabase}${posting}`, 0);
}

function at(name) {
  if (name !== label) return;
  left -= 1;
  if (left > 0) return;
  writeSync(1, `killed at ${name}\n`);
  process.kill(process.pid, 'SIGKILL');
}

const run = StatementSync.prototype.run;
StatementSync.prototype.run = function (...values) {
  const { sourceSQL } = this;
  if (sourceSQL === 'begin immediate') {
    at('before-begin');
    note('T');
  } else if (sourceSQL === 'commit') {
    at('before-commit');
    note('C');
  }
  try {
    return run.apply(this, values);
  } finally {
    if (sourceSQL === 'commit' || sourceSQL === 'rollback') {
      note(' ');
      at('after-commit');
    }
  }
};

/** The calls to Teams: our own and the SDK's go by different clients. */
function begun() {
  at('before-post');
  posting += 1;
  note(inDatabase);
}
function ended() {
  posting = Math.max(0, posting - 1);
  note(inDatabase);
  at('after-post');
}
subscribe('undici:request:create', begun);
subscribe('undici:request:trailers', ended);
subscribe('http.client.request.start', begun);
subscribe('http.client.response.finish', ended);
subscribe('http.server.response.finish', () => at('answered'));

let database;
const prepare = DatabaseSync.prototype.prepare;
DatabaseSync.prototype.prepare = function (text) {
  if (this.location()?.endsWith('baton.db')) database = this;
  return prepare.call(this, text);
};
process.stdin.on('data', (piece) => {
  const words = piece.toString('utf8');
  if (words.includes('full'))
    database.exec(`pragma max_page_count = ${database.prepare('pragma page_count').get().page_count}`);
  if (words.includes('room')) database.exec('pragma max_page_count = 1000000');
});
process.stdin.unref();
