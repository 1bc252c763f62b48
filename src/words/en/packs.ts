/** The evidence pack in the chat: titles, rows, and what its answers mean. What goes in is ready to be shown. */

import type { Ball } from '../../domain/case.ts';
import type { PersonalData } from '../../domain/paperForms.ts';
import { upper } from '../format.ts';
import type { Speech } from '../speech.ts';
import { personal } from './packEvents.ts';
import { theseWork, type WaysNow } from './ways.ts';

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
const linkName = (made: string, number: number | null) => `Link ${number === null ? '' : `${number} `}of ${made}`;
const verb = ({ people }: PersonalData) => (people.length > 0 ? 'names' : 'carries');
const pressing: readonly Ball[] = ['with-vendor', 'promised', 'route-blocked'];

export const packs = {
  title: (caseId: string, version: number) => `${caseId} · Evidence pack ${version}`,
  forTicket: (ticket: string, vendor: string) => `for ${ticket} ${vendor}`,
  builtAt: (time: string, by: string) => `built\u00a0${time} by ${by}`,
  older: (newest: number) => `pack ${newest} is newer`,

  // what is next with it
  notSent: 'Not sent yet',
  sendIt: 'Send it by a way that works',
  noWay: 'No way to them works at present',
  sendLater: 'Send it when a way opens',
  /** A line of a card ends without a full stop. */
  byRoutes: (ways: WaysNow, s: Pick<Speech, 'list'>) => theseWork(ways, s).replace(/\.$/u, ''),
  sentUnread: (route: string, time: string) => `Sent by ${route}\u00a0${time}, not read yet`,
  unreadLate: (span: string) => `Unread for ${span}`,
  askForCode: (code: string) => `Ask which code they see: ${code} proves that they read it`,
  paste: 'Paste the text below, with the code that stands above it; never read that code out to them',
  notShown: (route: string, time: string) => `Sent by ${route}\u00a0${time}, never shown to be read`,
  isRead: (route: string, time: string) => `Read; sent by ${route}\u00a0${time}`,
  spoken: (time: string) => `Read out on the phone\u00a0${time}`,
  hasIt: (vendor: string) => `${vendor} has it`,
  writeAnswer: 'Write down a real answer when it comes: it is still owed',

  // people
  people: 'People in it',
  carries: (data: PersonalData, s: Pick<Speech, 'list'>) => `It ${verb(data)} ${personal(data, s)}`,
  nobody: 'Nothing in it is about people',
  leaveOut: (command: string) => `To put roles instead: ${command}`,
  leftOut: 'Roles stand instead of the names that I know, and the number to call back is left',
  readFirst: 'A name in what people wrote may be left: read it before it leaves',
  nothingMended: 'What you mended is missing in it',
  tickSteps: (add: string) => `Tick the steps that are done, or: ${add}, then build it again`,
  noWayBack: 'A telephone number of ours is missing in it: they cannot call back',
  addNumber: (command: string) => `With one: ${command}`,

  // the text
  textLabel: (length: number) => `Text to paste (${length.toLocaleString('en')} characters)`,
  linkLabel: 'Download link, works without signing in',
  openPage: 'Open the page',

  // where it went
  sent: 'Sent',
  sentRow: (route: string, time: string) => `${upper(route)}\u00a0${time}`,
  readAt: (code: string, time: string) => `${code} quoted\u00a0${time}`,
  heard: (code: string) => `${code}, no longer unread`,
  notRead: (code: string) => `${code}, not read yet`,

  // links
  downloads: 'Download',
  /** `number`: where there has been more than one, which of them; two of one minute differ by nothing else. */
  linkUntil: (made: string, time: string, number: number | null) =>
    `${linkName(made, number)}: works until\u00a0${time}`,
  fetched: (n: number) => (n === 0 ? 'not fetched yet' : `fetched ${count(n, 'time', 'times')}`),
  linkOver: (made: string, number: number | null) => `${linkName(made, number)}: does not work any more`,
  revoked: 'revoked',
  hashes: 'SHA-256',
  hashRow: (form: 'text' | 'html' | 'json', hash: string) =>
    `${{ text: 'Text', html: 'Page', json: 'JSON' }[form]} ${hash}`,
  wholeHashes: 'Whole hashes',
  neverChanges: 'this version never changes',

  // buttons
  send: 'Send pack',
  readOut: 'Read out',
  theyRead: 'They read it',
  buildAgain: 'Build again',
  withoutPeople: 'Without people',
  newLink: 'New link',
  revoke: 'Revoke links',
  showPack: 'Evidence pack',
  pressure: 'Pressure sheet',
  iReadItOut: 'I read it out',

  // answers
  flag: (data: PersonalData, command: string | null, s: Pick<Speech, 'list'>) => {
    const said = personal(data, s);
    if (said === '') return command === null ? `▲ ${packs.readFirst}.` : '';
    return `▲ This pack ${verb(data)} ${said}.${command === null ? ` Without the number to call back they could not reach us. ${packs.readFirst}.` : ` To put roles instead of names: ${command}`}`;
  },
  notAnswered: (asked: string, command: string) =>
    `▲ They asked for ${asked}, and this pack does not say it. With the answer in it: ${command}`,
  mendedNot: () =>
    '▲ Nothing that you mended is in this pack. Tick the steps that are done, or add them, and build it again.',
  noNumber: (command: string) =>
    `▲ There is no telephone number of ours in this pack: they cannot call back. Put a number that works into the words: ${command}`,
  linkMade: (link: string, until: string) =>
    `${link}: works without signing in until ${until}. I show it only now; end it with `,
  linkNumber: (number: number) => `This is link ${number}.`,
  earlierLinks: (n: number) =>
    n === 1
      ? 'The link before it works on; that command ends both.'
      : `The ${n} links before it work on; that command ends all.`,
  linkLost: (command: string) => `The download link was shown once and is kept nowhere. A new one: ${command}`,
  linksOff: (command: string) =>
    `There is no download link, because PUBLIC_URL is not set: paste the text (${command}). Whoever runs me can set it to the address at which I am reached from outside.`,
  sendNext: (command: string) => `Send it: ${command}`,
  unreadUntilQuoted: (command: string) => `When they say the code back: ${command}`,
  offer: (command: string) => `In writing without e-mail: ${command}`,

  /** To whoever follows a link that leads nowhere (any more): one sentence for every reason. */
  leadsNowhere:
    'This link leads to no document, or not any more. Ask whoever gave it to you for a new one, on the telephone if you can.',

  // read out
  speakTitle: (version: number) => `Read this out · pack ${version}`,
  phoneThem: (vendor: string) => `${vendor}, support`,
  noPhone: 'No telephone number of theirs works',
  moreIfAsked: 'If they ask for more',
  before: 'Say first',
  after: 'Before you hang up',

  // the pressure sheet
  sheet: (ticket: string, vendor: string) => `${ticket} ${vendor} · Pressure sheet`,
  down: (span: string) => `Down for ${span}`,
  wasDown: (span: string) => `Was down for ${span}`,
  since: (time: string) => `since\u00a0${time}`,
  noAnswer: (span: string) => `No real answer for ${span}`,
  ballElsewhere: 'The ball is not with them now',
  ask: (ball: Ball) =>
    pressing.includes(ball)
      ? 'An engineer who may act, within the hour'
      : ball === 'fixed-unverified'
        ? 'Stay until the fix is confirmed'
        : ball === 'with-us'
          ? 'Nothing now: we owe them an answer'
          : 'Say in writing why it took so long',
  hit: (services: string) => `Hit: ${services}`,
  nothingHit: 'No service is named yet',
  clause: 'Contract',
  authorities: 'Authorities',
  noAuthority: 'No authority has to be told',
  promises: 'Promises',
  promisesOf: (broken: number, kept: number) => `${count(broken, 'broken', 'broken')}, ${kept} kept`,
  noPromise: 'Nothing was promised that was not kept',
  tried: 'Tried',
  triedOf: (calls: number, words: number) => `${count(calls, 'call', 'calls')}, ${count(words, 'message', 'messages')}`,
  earlier: (n: number) => `and ${n} more: see the text`,
  openPack: (version: number) => `Open evidence pack ${version}`,
  buildPack: (ticket: string) => `Build the evidence pack for ${ticket}`,
  inWriting: (command: string) => `All of it in writing: tap here, or type ${command}`,
  openSheet: (ticket: string) => `Open the pressure sheet of ${ticket}`,
  allOnOne: (command: string) => `Everything on one screen: tap here, or type ${command}`,
  copyLabel: 'Text to copy, with everything',
  deadline: (time: string) => `Fixed deadline\u00a0${time}`,
  deadlineCame: (time: string) => `Fixed deadline\u00a0${time} has passed`,
} as const;
