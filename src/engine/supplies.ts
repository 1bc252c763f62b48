/** What the core cannot make itself and finds in the command: codes to quote, the organisation, the playbook, who is there. */
import { codeFrom } from '../domain/code.ts';
import type { Command, Intent, Supplies } from '../domain/commands.ts';
import type { Organisation } from '../domain/organisation.ts';
import type { Presence } from '../domain/people.ts';
import type { Playbook } from '../domain/playbook.ts';
import type { Refusal } from '../domain/refusal.ts';

/** Where the engine takes them from: the newest of each, asked anew for every command. */
export interface Supplier {
  organisation(): Organisation;
  playbooks(): readonly Playbook[];
}

/** The playbook of a case that names none. */
const plain = 'blank';

/** The intents that send words to a vendor. */
const sending: ReadonlySet<Intent['type']> = new Set<Intent['type']>(['ticket.open', 'ticket.sent', 'pack.send']);

/** The command with what its intent needs; what the sender has supplied already stays. */
export function supplied(command: Command, supplier: Supplier): Command {
  const supplies: Supplies = { ...command.supplies };
  if (sending.has(command.intent.type)) supplies.code ??= codeFrom(crypto.getRandomValues(new Uint8Array(8)));
  if (command.intent.type === 'case.adopt') supplies.organisation ??= supplier.organisation();
  return Object.keys(supplies).length === 0 ? command : { ...command, supplies };
}

/** What opens a case; or the refusal when the playbook asked for does not exist. */
export function openingOf(
  intent: Extract<Intent, { type: 'case.new' }>,
  number: number,
  supplier: Supplier,
  presence: Presence,
): { opening: NonNullable<Supplies['opening']> } | { refusal: Refusal } {
  const playbooks = supplier.playbooks();
  const wanted = intent.playbook ?? plain;
  const playbook = playbooks.find(({ id }) => id === wanted);
  if (playbook === undefined)
    return { refusal: { no: 'unknown-playbook', playbook: wanted, known: playbooks.map(({ id }) => id) } };
  return { opening: { number, organisation: supplier.organisation(), playbook, presence } };
}
