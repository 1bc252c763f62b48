/** Defects that somebody might make: each is planted in a copy of the code, and the simulation must find it. */
export interface Planted {
  name: string;
  what: string;
  file: string;
  find: string;
  replace: string;
  mode: 'safety' | 'liveness';
  replicas?: number;
}

export const planted: readonly Planted[] = [
  {
    name: 'answer-before-commit',
    what: 'A command is answered before its facts are on the disk.',
    file: 'src/engine/handle.ts',
    find: 'const became = await result;',
    replace: "result.catch(() => {});\n      const became = 'committed' as CommitResult;",
    mode: 'safety',
  },
  {
    name: 'lost-timer',
    what: 'One timer of a case is not written.',
    file: 'src/engine/prepare.ts',
    find: 'const timers = timersOf(after);',
    replace: 'const timers = timersOf(after).slice(1);',
    mode: 'safety',
  },
  {
    name: 'lost-message',
    what: 'What several facts at once should have said is not queued.',
    file: 'src/engine/prepare.ts',
    find: 'messages: changed ?',
    replace: 'messages: changed && events.length < 2 ?',
    mode: 'safety',
  },
  {
    name: 'send-before-written',
    what: 'A post leaves before the attempt is written down.',
    file: 'src/engine/trying.ts',
    find: 'if (!(await store.attemptStarted(row.id, asked, hand)))',
    replace: 'if (!hand)',
    mode: 'safety',
  },
  {
    name: 'delivered-again',
    what: 'What was delivered stays in the queue.',
    file: 'src/store/outbox-end.ts',
    find: "state: 'delivered',",
    replace: "state: 'waiting',",
    mode: 'safety',
  },
  {
    name: 'untold-failure',
    what: 'A ping that reached nobody is given up, and the case does not hear of it.',
    file: 'src/engine/courier.ts',
    find: 'if (person !== null && sent.unreachable)',
    replace: 'if (person !== null && sent.unreachable && row.attempts > 1e6)',
    mode: 'safety',
  },
  {
    name: 'forgotten-doubt',
    what: 'After a crash nobody knows that a send may have left.',
    file: 'src/engine/tries.ts',
    find: 'const unanswered = Math.max(0, row.attempts - answered);',
    replace: 'const unanswered = Math.min(0, answered);',
    mode: 'safety',
  },
  {
    name: 'third-time',
    what: 'Of several sends that crashes cut off only one is in doubt (this was a defect of ours).',
    file: 'src/engine/tries.ts',
    find: 'Math.max(0, row.attempts - answered)',
    replace: 'row.attempts > answered ? 1 : 0',
    mode: 'safety',
  },
  {
    name: 'wishful-delivery',
    what: 'A send without an answer counts as delivered.',
    file: 'src/engine/ends.ts',
    find: "if (doubtful === 1) return { end: 'later', at: plusMs(now, repeatAfterMs), why: reason, doubtful, holds: 'lane' };",
    replace: "if (doubtful === 1) return { end: 'delivered', receipt: { conversationId: 'c', activityId: 'a' } };",
    mode: 'safety',
  },
  {
    name: 'said-before-a-fact',
    what: 'Messages are drawn from a state that is not on the disk yet.',
    file: 'src/engine/handle.ts',
    find: 'const mine = coming?.chain ?? {};',
    replace: 'const mine = coming?.chain ?? {};\n        if (made.after !== null) history.remember(made.after);',
    mode: 'safety',
  },
  {
    name: 'forgotten-answer',
    what: 'The answer to a command is not kept.',
    file: 'src/store/commit.ts',
    find: 'if (answer) await saveAnswer(run, answer);',
    replace: '',
    mode: 'safety',
  },
  {
    name: 'long-pause',
    what: 'A case whose tick failed waits for an hour.',
    file: 'src/engine/clock.ts',
    find: 'Math.min(longestPauseMs, 1_000 * 2 ** Math.min(times - 1, 10))',
    replace: '3_600_000 + 0 * times',
    mode: 'liveness',
  },
  {
    name: 'any-facts-will-do',
    what: 'A decision is kept on as many facts as it was made on, whosever they are (this was a defect of ours).',
    file: 'src/store/commit.ts',
    find: ' || !isBy(head, wanted.expectedBy)',
    replace: '',
    mode: 'safety',
    replicas: 3,
  },
  {
    name: 'any-try-will-do',
    what: 'A decision is kept on the facts of another try of the same command (this was a defect of ours).',
    file: 'src/store/commit.ts',
    find: ' && maker.at === at',
    replace: '',
    mode: 'liveness',
  },
  {
    name: 'own-clock',
    what: 'Of several processes each goes by the clock of its own machine.',
    file: 'src/engine/agreedClock.ts',
    find: 'tookMs / 2) offset = theirs;',
    replace: 'tookMs / 2) offset = drift();',
    mode: 'safety',
    replicas: 3,
  },
  {
    name: 'asked-once',
    what: 'What was said while the database was away is tried once more, and then forgotten.',
    file: 'src/teams/later.ts',
    find: 'under = null;\n      look();',
    replace: 'under = null;',
    mode: 'liveness',
    replicas: 3,
  },
];
