import { buttons, callResults } from './buttons.ts';
import type { CommandPath } from './help.ts';

/** What somebody means who types the title of a button instead of pressing it: the command, and what the button says with it. */
export interface Titled {
  command: CommandPath;
  filled: Readonly<Record<string, string>>;
}

const meant = (title: string, command: CommandPath, filled: Titled['filled'] = {}): [string, Titled] => [
  title.toLowerCase(),
  { command, filled },
];

/** By the title in small letters. Titles that are commands already, and those of people at a vendor, are not here. */
export const titleNames: ReadonlyMap<string, Titled> = new Map([
  meant(buttons.addStep, 'step add'),
  meant(buttons.anotherStep, 'step add'),
  meant(buttons.assign, 'step assign'),
  meant(buttons.notApplicable, 'step na'),
  meant(buttons.done, 'step done'),
  meant(buttons.vendorTicket, 'ticket open'),
  meant(buttons.openTicket, 'ticket open'),
  meant(buttons.noNumberYet, 'ticket open'),
  meant(buttons.vendorReplied, 'ticket heard'),
  meant(buttons.autoReply, 'ticket auto'),
  meant(buttons.vendorPromised, 'ticket promise'),
  meant(buttons.vendorWants, 'ticket wants'),
  meant(buttons.weContacted, 'ticket sent'),
  meant(buttons.escalate, 'ticket escalate'),
  meant(buttons.fixed, 'ticket fixed'),
  meant(buttons.verifyOk, 'ticket verify', { result: 'ok' }),
  meant(buttons.verifyFail, 'ticket verify', { result: 'fail' }),
  meant(buttons.onIt, 'ack'),
  meant('im on it', 'ack'),
  meant('i am on it', 'ack'),
  meant(buttons.notMine, 'decline'),
  meant(buttons.accept, 'case accept'),
  meant(buttons.keepCase, 'case decline'),
  meant(buttons.handOver, 'case handover'),
  meant(buttons.resolve, 'case resolve'),
  meant(buttons.close, 'case close'),
  meant(buttons.statusUpdate, 'update'),
  meant(buttons.showCase, 'case show'),
  meant(buttons.newCase, 'case new'),
  meant(buttons.cases, 'case list', { filter: 'all' }),
  meant(buttons.noticeSent, 'notice reported'),
  meant(buttons.startClock, 'notice start'),
  ...Object.entries(callResults).map(([result, title]) => meant(title, 'ticket call', { result })),
]);
