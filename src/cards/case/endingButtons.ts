/** The buttons that settle an obligation, wherever it comes first. What needs words or a name posts a form; the rest acts at once. */
import type { Obligation } from '../../domain/obligation.ts';
import { button, formButton } from '../blocks/button.ts';
import type { Element } from '../render.ts';
import type { Scene } from '../scene.ts';

export function endingButtons(scene: Scene, ob: Obligation): Element[] {
  const { on, w, state } = scene;
  const title = w.buttons;
  const ticket = ob.about.ticket ?? state.tickets.find((t) => t.vendor === ob.about.vendor && t.status === 'open')?.id;
  const first = { positive: true } as const;
  switch (ob.kind) {
    case 'step':
      return stepButtons(scene, String(ob.about.step ?? ''));
    case 'update':
      return [formButton(on, title.statusUpdate, 'update', {}, first)];
    case 'owed-ticket':
      return [formButton(on, title.vendorTicket, 'ticket open', { vendor: ob.about.vendor ?? '' }, first)];
    case 'ticket':
    case 'promise':
    case 'deadline':
    case 'unread':
      if (ticket === undefined)
        return [formButton(on, title.vendorTicket, 'ticket open', { vendor: ob.about.vendor ?? '' }, first)];
      return [
        formButton(on, title.vendorReplied, 'ticket heard', { ticket }, first),
        formButton(on, title.weContacted, 'ticket sent', { ticket }),
        button(on, title.escalate, 'ticket escalate', { ticket }),
      ];
    case 'answer':
    case 'auto-close':
    case 'choose-route':
    case 'cut-off':
      return ticket === undefined ? [] : [formButton(on, title.weContacted, 'ticket sent', { ticket }, first)];
    case 'verify':
      return ticket === undefined ? [] : verifyButtons(scene, ticket);
    case 'handover':
      return [button(on, title.accept, 'case accept', {}, first), button(on, title.decline, 'case decline')];
    case 'decide-next':
      if (state.status === 'resolved') return [button(on, title.close, 'case close', {}, first)];
      return [
        formButton(on, title.addStep, 'step add', {}, first),
        formButton(on, title.vendorTicket, 'ticket open'),
        formButton(on, title.resolve, 'case resolve'),
      ];
    case 'reference':
    case 'notice':
    case 'retrospective':
      return [button(on, title.done, 'ping done', { keys: ob.key }, first)];
  }
}

export function stepButtons({ on, w, state }: Scene, step: string): Element[] {
  const proof = state.steps.find((x) => String(x.number) === step)?.proof === true;
  return [
    proof
      ? formButton(on, w.buttons.done, 'step done', { step }, { positive: true })
      : button(on, w.buttons.done, 'step done', { step }, { positive: true }),
    formButton(on, w.buttons.assign, 'step assign', { step }),
    formButton(on, w.buttons.notApplicable, 'step na', { step }),
  ];
}

export function verifyButtons({ on, w }: Scene, ticket: string): Element[] {
  return [
    button(on, w.buttons.verifyOk, 'ticket verify', { ticket, result: 'ok' }, { positive: true }),
    formButton(on, w.buttons.verifyFail, 'ticket verify', { ticket, result: 'fail' }),
  ];
}
