/** The three answers of somebody at a vendor: one tap is enough, and none is offered that the rules would refuse. */
import type { Ticket } from '../../domain/case.ts';
import type { ObligationKey } from '../../domain/commands.ts';
import { clockOf } from '../../domain/ladder.ts';
import type { PingItem } from '../../domain/message.ts';
import { entry, type PersonId } from '../../domain/organisation.ts';
import { askedOf } from '../../domain/owedBy.ts';
import { isOutsider } from '../../domain/people.ts';
import type { Instant } from '../../domain/time.ts';
import { DOT } from '../../words/format.ts';
import { actionSet, button, showButton } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { choiceInput, textInput } from '../blocks/input.ts';
import { holdChoices } from '../ping/holdChoices.ts';
import { openOf } from '../ping/pingItems.ts';
import type { Element } from '../render.ts';
import { holdOf, type Scene } from '../scene.ts';

const answerLength = 2000;

/** `tickets`: those on the card, the first one being what it is about. */
export function outsiderButtons(
  scene: Scene,
  person: PersonId,
  items: readonly PingItem[],
  tickets: readonly Ticket[],
): { hold: Element | []; foot: Element; buttons: Element | [] } {
  const { s, w, c, on, view } = scene;
  const asOf = c.upper(w.asOf(view.now, s));
  if (!items.some((item) => openOf(scene, item)))
    return { hold: [], foot: foot([c.thanks, asOf].join(DOT)), buttons: [] };
  const [ticket] = tickets;
  const held = tickets.map((t) => `ticket:${t.id}`).filter((key) => mayHold(scene, person, key));
  const { choices, value } = holdChoices(scene);
  const words = textInput({
    id: 'words',
    label: c.theAnswer,
    required: c.answerMissing,
    multiline: true,
    longest: answerLength,
  });
  const buttons = [
    ...(held.length > 0
      ? [button(on, w.buttons.onIt, 'outsider on-it', { ...about(ticket, held), by: value }, { positive: true })]
      : []),
    ...(ticket
      ? [
          showButton(
            w.buttons.hereIsTheAnswer,
            [words],
            button(on, w.buttons.send, 'outsider answer', { ticket: ticket.id }),
            held.length === 0,
          ),
        ]
      : []),
    button(on, w.buttons.wrongPerson, 'outsider wrong', about(ticket, keysOf(items))),
  ];
  const list = choiceInput({ id: 'by', label: c.onItUntilWhen, value, choices, required: c.whenMissing });
  const note = held.length > 0 ? c.holdsThen : noteOf(scene, person, items, tickets);
  return {
    hold: held.length > 0 ? { ...list, spacing: 'Medium' } : [],
    foot: foot([note, asOf].filter((part) => part !== '').join(note.endsWith('.') ? ' ' : DOT)),
    buttons: actionSet(buttons),
  };
}

/** Her newest ping about it is the ladder's, and neither she nor anybody else has held it. */
function mayHold(scene: Scene, person: PersonId, key: ObligationKey): boolean {
  const ob = askedOf(scene.state, key);
  if (!ob || holdOf(scene, ob)) return false;
  const { last } = clockOf(scene.state, ob);
  if (!last || last.heldBy !== undefined) return false;
  return last.people.includes(person) && last.reason !== 'reminder' && last.reason !== 'deadline';
}

/** What an answer is about: the ticket where it is that alone, else the keys. */
function about(ticket: Ticket | undefined, keys: readonly ObligationKey[]): Record<string, string> {
  const only = keys.length === 1 && ticket && keys[0] === `ticket:${ticket.id}`;
  return only ? { ticket: ticket.id } : { target: keys.join(',') };
}

const keysOf = (items: readonly PingItem[]) => [...new Set(items.map((item) => item.ping.key))];

function clocksOf(scene: Scene, tickets: readonly Ticket[]) {
  return tickets.flatMap(({ id }) => askedOf(scene.state, `ticket:${id}`) ?? []);
}

/** Until when she has said that she is on one of these; undefined: she holds none of them. */
export function onItUntil(scene: Scene, person: PersonId, tickets: readonly Ticket[]): Instant | undefined {
  const holds = clocksOf(scene, tickets).map((ob) => holdOf(scene, ob));
  return holds.find((hold) => hold?.by === person)?.until;
}

/** Why there is no `I'm on it`. Who of ours holds it is not hers to know. */
function noteOf(scene: Scene, person: PersonId, items: readonly PingItem[], tickets: readonly Ticket[]): string {
  const { state, s, c } = scene;
  const clocks = clocksOf(scene, tickets);
  const hold = clocks.map((ob) => holdOf(scene, ob)).find((h) => h !== undefined);
  if (hold?.by === person) return c.youAreOnIt(s.short(hold.until));
  if (hold)
    return isOutsider(state, hold.by)
      ? c.isOnIt(s.name(hold.by), s.short(hold.until))
      : c.restsUntil(s.short(hold.until));
  if (items.some(({ ping }) => ping.reason === 'deadline')) return tickets[0]?.fix ? '' : c.holdsNot;
  const asked = clocks.some((ob) => clockOf(state, ob).last?.people.includes(person));
  if (asked) return c.holdsNotAgain;
  const said = entry(state.onItLate, person);
  if (said && said.until > scene.now && clocks.some((ob) => said.keys.includes(ob.key)))
    return c.youSaidOnIt(s.short(said.at), s.short(said.until));
  const before = entry(state.lastPings, person);
  const isAbout = before?.keys.some((key) => clocks.some((ob) => ob.key === key));
  if (before === undefined || isAbout !== true) return c.notAskedYet;
  return tickets.some(({ heardAt }) => heardAt >= before.at) ? c.notAskedAgain : c.othersSince;
}
