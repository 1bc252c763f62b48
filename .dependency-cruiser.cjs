// The ranks of src/README.md as rules: imports run to a lower rank, never sideways, never up,
// and one folder owns each outside package. test/architecture.test.ts runs the same file.

/** room -> rank. The two files at the top of src/ are the composition, rank 6. */
const RANKS = {
  domain: 0,
  words: 1,
  organisation: 1,
  store: 1,
  grammar: 2,
  cards: 3,
  papers: 3,
  engine: 4,
  teams: 5,
  carriers: 5,
  http: 5,
  metrics: 5,
};

/** outside thing -> the only rooms that may import it, and why. */
const OWNERS = [
  [
    '^(botbuilder|botframework-|@microsoft/teams-ai)',
    ['teams'],
    'both SDKs are past their support: replacing src/teams/ must be enough to move',
  ],
  ['^jose(/|$)', ['teams'], 'signatures of the Bot Connector are checked at one gate'],
  ['^restify', ['http'], 'the web server is a detail of one room'],
  ['^(kysely|pg)(/|$)', ['store'], 'the only SQL is in the store'],
  ['^(node:)?sqlite$', ['store'], 'the only SQL is in the store'],
  [
    '^(adaptivecards-templating|adaptive-expressions)',
    ['cards'],
    'cards/render.ts is the only caller of the templating package',
  ],
  ['^(yaml|date-holidays)(/|$)', ['organisation'], 'what operators write is read in one place'],
  [
    '^zod',
    ['organisation', 'config.ts', 'config', 'erasures.ts'],
    'schemas are for what comes from outside: the organisation files, the environment, the list of erasures',
  ],
  ['^pino', ['main.ts'], 'the process makes the one logger and hands it in'],
  ['^prom-client', ['metrics'], 'the engine reports to a port; that Prometheus reads it is a detail of one room'],
  ['^nodemailer', ['carriers'], 'one room knows each way to reach people'],
];

/** The folders of src/cards/, each of which may use those before it; what lies beside them is what all of them use, or puts them together. */
const CARDS = ['blocks', 'reach', 'case', 'ticket', 'ping', 'pack', 'answer', 'outsider', 'vendor', 'commands'];

const rooms = Object.keys(RANKS);
const inRoom = (names) => `^src/(${names.map((n) => n.replace('.', '\\.')).join('|')})(/|$)`;

const rankRules = rooms.map((room) => ({
  name: `rank-${RANKS[room]}-${room}`,
  severity: 'error',
  comment: `src/${room}/ has rank ${RANKS[room]}: it may import only what has a lower rank, so that each room can be read without those above it.`,
  from: { path: inRoom([room]) },
  to: { path: '^src/', pathNot: inRoom([room, ...rooms.filter((other) => RANKS[other] < RANKS[room])]) },
}));

const inCards = (names) => `^src/cards/(${names.join('|')})/`;

const cardRules = CARDS.slice(0, -1).map((folder, index) => ({
  name: `cards-${folder}`,
  severity: 'error',
  comment: `src/cards/${folder}/ may use only the folders before it, so that a card can be changed without fear for those.`,
  from: { path: inCards([folder]) },
  to: { path: inCards(CARDS.slice(index + 1)) },
}));

const ownerRules = OWNERS.map(([pattern, owners, why]) => ({
  name: `owner-${pattern.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '')}`,
  severity: 'error',
  comment: `Only ${owners.join(', ')} may import this: ${why}.`,
  from: { path: '^src/', pathNot: inRoom(owners) },
  to: { path: pattern.replace(/^\^/, '(^|node_modules/)') },
}));

module.exports = {
  forbidden: [
    ...rankRules,
    ...ownerRules,
    ...cardRules,
    {
      name: 'known-room',
      severity: 'error',
      comment: 'Every folder of src/ is a room with a rank. A new one gets a line in RANKS and in src/README.md.',
      from: { path: '^src/[^/]+/', pathNot: inRoom(rooms) },
      to: {},
    },
    {
      name: 'domain-imports-nothing',
      severity: 'error',
      comment: 'The core has no clock, no files, no network and no packages: time and ids come in with the command.',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'pure-rooms',
      severity: 'error',
      comment: 'Words, grammar and engine import nothing from outside: they run in any test without set-up.',
      from: { path: inRoom(['words', 'grammar', 'engine']) },
      to: { pathNot: '^src/' },
    },
    {
      name: 'papers-only-hash',
      severity: 'error',
      comment: 'A document is a function of what it is about: nothing from outside but the hash of its bytes.',
      from: { path: inRoom(['papers']) },
      to: { pathNot: '^src/|^(node:)?crypto$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that import each other are one file in two halves.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      comment: 'The import leads nowhere.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-packages-in-src',
      severity: 'error',
      comment: 'What runs in production must be among the dependencies.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/@types/' },
    },
    {
      name: 'src-knows-no-tests',
      severity: 'error',
      comment: 'The bot must not lean on tests, scripts or benchmarks.',
      from: { path: '^src/' },
      to: { path: '^(test|scripts|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
