/** The evidence pack to read out on the phone: the number to dial, short lines, spelled codes; what is only wanted on request is folded. */
import { type Callee, isUsable, lineOf, support } from '../../domain/callees.ts';
import type { Case } from '../../domain/case.ts';
import type { PackState } from '../../domain/packState.ts';
import { ticketOf } from '../../domain/tickets.ts';
import { DOT } from '../../words/format.ts';
import { packWordsOf } from '../../words/packs.ts';
import { band } from '../blocks/band.ts';
import { actionSet, formButton } from '../blocks/button.ts';
import { foot } from '../blocks/foot.ts';
import { frame } from '../blocks/frame.ts';
import { header } from '../blocks/header.ts';
import { facts, line, phoneLink } from '../blocks/line.ts';
import { MARK } from '../blocks/marks.ts';
import { section } from '../blocks/section.ts';
import { folded } from '../blocks/toggle.ts';
import type { Post, ViewContext } from '../post.ts';
import { hoursNow } from '../reach/routes.ts';
import type { Element } from '../render.ts';
import { type Scene, sceneOf } from '../scene.ts';

/** A heading and what is said below it, a breath a line. */
export interface Spoken {
  title: string;
  lines: readonly string[];
}

export interface SpokenPack {
  opening: readonly string[];
  parts: readonly Spoken[];
  more: readonly Spoken[];
  closing: readonly string[];
}

export function speakPost(pack: PackState, spoken: SpokenPack, state: Case, view: ViewContext): Post {
  const scene = sceneOf(state, view, 'pack');
  const { w, c, on } = scene;
  const p = packWordsOf(view.language);
  const title = p.speakTitle(pack.version);
  const ticket = ticketOf(state, pack.ticket);
  const vendor = ticket?.vendor ?? '';
  const best = lineOf(state, vendor, 'support', view).find((number) => number.whom === support && isUsable(number));
  const phone = best?.route;
  const args = { ticket: pack.ticket, pack: String(pack.version), ...(phone && { via: phone.id }) };
  const open = ticket?.status === 'open' && state.status !== 'closed';
  const twin = `pack send ${pack.ticket} via:${phone?.id ?? 'phone'} pack:${pack.version}`;
  const card = frame('list', `${title}. ${spoken.opening.join(' ')}`, {
    header: header(title, facts(state.id, p.forTicket(pack.ticket, scene.s.vendor(vendor)))),
    band: numberBand(scene, vendor, best),
    rows: [
      ...said({ title: p.before, lines: spoken.opening }, false),
      ...spoken.parts.flatMap((part) => said(part)),
      ...said({ title: p.after, lines: spoken.closing }),
      ...folded(
        `more-${pack.version}`,
        'fact',
        p.moreIfAsked,
        spoken.more.flatMap((part) => said(part)),
      ),
    ],
    foot: foot(
      open && phone
        ? facts(w.cards.orType(scene.s.typed(twin)), c.upper(w.asOf(view.now, scene.s)))
        : c.upper(w.asOf(view.now, scene.s)),
    ),
    buttons: open
      ? actionSet([
          ...(phone ? [formButton(on, p.iReadItOut, 'pack send', args, { positive: true })] : []),
          formButton(on, p.theyRead, 'pack receipt', { ticket: pack.ticket }),
        ])
      : [],
  });
  return { card, summary: title };
}

function numberBand(scene: Scene, vendor: string, best: Callee | undefined): Element {
  const { s, c, view } = scene;
  const p = packWordsOf(view.language);
  const phone = best?.route;
  if (!best || !phone) return band({ style: 'attention', caption: `${MARK.blocked} ${p.noPhone}` });
  const caption = [p.phoneThem(s.vendor(vendor)), hoursNow(scene, phone)].filter((part) => part !== '').join(DOT);
  const action = phoneLink(phone.address, { size: 'ExtraLarge', bold: true, spacing: 'None' });
  // It may ring all the same: what another case knows of it stands below it.
  const { downIn } = best;
  const doubt =
    downIn !== undefined
      ? c.downElsewhere(s.service(downIn.service), downIn.caseId)
      : best.doubted && c.upper(c.wrongElsewhere(s.short(best.doubted.at), best.doubted.caseId));
  return band({ style: 'accent', caption, action, ...(doubt && { line: `${MARK.blocked} ${doubt}` }) });
}

function said({ title, lines }: Spoken, separator = true): Element[] {
  return section({ title, separator, rows: lines.map((one) => line(one, { spacing: 'Small' })) });
}
