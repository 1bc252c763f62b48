/** A hand-over on the card of somebody who was not asked to take the case: whose answer is missing, how to reach them, what the reader can do about it. */
import { askedNow, isAskedToTake } from '../../domain/decisions/ownership.ts';
import { isDecider } from '../../domain/decisions/permit.ts';
import type { PingItem } from '../../domain/message.ts';
import { entry, type PersonId } from '../../domain/organisation.ts';
import { canReach } from '../../domain/reach.ts';
import { DOT } from '../../words/format.ts';
import { button, formButton } from '../blocks/button.ts';
import { row } from '../blocks/row.ts';
import { phoneRow } from '../reach/callee.ts';
import { liveNumber } from '../reach/routes.ts';
import type { Element } from '../render.ts';
import type { Scene } from '../scene.ts';

/** Who was asked to take the case, where the reader is somebody else; undefined: the item is about something else, or is the reader's to answer. */
export function askedInstead({ state, view }: Scene, { about }: PingItem): PersonId | undefined {
  if (about.kind !== 'handover' || view.person === undefined || isAskedToTake(state, view.person)) return undefined;
  return askedNow(state);
}

/** What the reader is to do about it; undefined as above. */
export function offeredAsk(scene: Scene, item: PingItem): string | undefined {
  const asked = askedInstead(scene, item);
  if (asked === undefined) return undefined;
  const { state, s, c } = scene;
  return (canReach(state, asked) ? c.waitForAnswer : c.tellYourself)(s.name(asked));
}

/** That a message does not reach them, and the number to ring; which command answers. */
export function offeredRows(scene: Scene, item: PingItem): Element[] {
  const asked = askedInstead(scene, item);
  if (asked === undefined) return [];
  const { state, s, c, w } = scene;
  const name = s.name(asked);
  const failed = entry(state.undelivered, asked);
  const why = failed
    ? [c.notDelivered(s.short(failed.at)), failed.reason ? w.undelivered(failed.reason, s, 80) : '']
    : [];
  const number = liveNumber(scene, asked);
  return [
    ...(canReach(state, asked)
      ? []
      : [
          row({
            mark: 'blocked',
            first: [{ text: c.cannotBeReached(name), bold: true }],
            second: why.filter((part) => part !== '').join(DOT),
          }),
        ]),
    ...(number === null
      ? [row({ mark: 'blocked', first: c.noPhoneOf(name) })]
      : [phoneRow(number, [name, c.answersWith(s.typed('case accept'))])]),
  ];
}

/** What ends the question: the owner keeps the case or asks somebody else; coordinator and management answer in another's stead. */
export function offeredButtons({ on, w, state, view }: Scene, keys: string, positive: boolean): Element[] {
  const { person = '' } = view;
  const { buttons } = w;
  if (person === state.owner) return [button(on, buttons.keepCase, 'case decline', { keys }, { positive })];
  return [
    ...(isDecider(state, person) ? [button(on, buttons.accept, 'case accept', { keys }, { positive })] : []),
    ...(isDecider(state, person) || person === state.handover?.by
      ? [button(on, buttons.decline, 'case decline', { keys })]
      : []),
  ];
}

/** The owner's way to somebody else who takes the case. */
export function askAnother({ on, w, state, view }: Scene): Element[] {
  return view.person === state.owner ? [formButton(on, w.buttons.handOver, 'case handover')] : [];
}

/** Whether `Done` would be refused: whoever owns the case, or may not take it, cannot accept it. */
export function cannotTake(scene: Scene, item: PingItem): boolean {
  const { state, view } = scene;
  return (
    askedInstead(scene, item) !== undefined && (view.person === state.owner || !isDecider(state, view.person ?? ''))
  );
}
