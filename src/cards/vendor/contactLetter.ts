/** The weekly line about contacts as plain text, for whom Teams does not reach. */
import type { CarrierKind } from '../../domain/organisation.ts';
import { waysTo } from '../../domain/reach.ts';
import { cut } from '../../words/format.ts';
import { forPhone } from '../../words/gsm.ts';
import type { Names } from '../../words/speech.ts';
import { speechOf } from '../../words/speech.ts';
import { wordsOf } from '../../words/words.ts';
import { paragraphs } from '../outsider/letterParts.ts';
import type { Letter, ViewContext } from '../post.ts';
import { type ContactList, contactScene, nameOf, phonesOf, placeOf, stateOf } from './contactFacts.ts';

const mostContacts = 20;
const mostOut = 20;

/** A number that cannot be dialled now is left out: the check can wait until it works. */
export function contactLetter(list: ContactList, names: Names, view: ViewContext & { way: CarrierKind }): Letter {
  const scene = { ...contactScene(list.desk, names, view), s: speechOf(names, { ...view, medium: 'letter' }) };
  const { s, w, k, c, now } = scene;
  const due = list.contacts.filter((contact) => contact.due);
  const news = `${k.title}: ${k.news(due.length, list.outOfReach.length)}`;
  const numbers = (contact: ContactList['contacts'][number]) =>
    phonesOf(scene, contact)
      .filter(({ deadBecause }) => deadBecause === null)
      .map(({ route }) => s.text(route.address, 40));
  const contactLine = (contact: ContactList['contacts'][number]) =>
    [nameOf(scene, contact), placeOf(scene, contact), ...numbers(contact), stateOf(scene, contact)]
      .filter((part) => part !== '')
      .join(', ');
  const { outside } = wordsOf(view.language);
  const down = waysTo(list.desk, view.person ?? '').every(
    ({ kind, deadBecause }) => kind !== 'teams' || deadBecause !== null,
  );
  return {
    subject: cut(news, 150),
    text: paragraphs([
      [`${news}.`, `${k.why}.`],
      [
        ...due.slice(0, mostContacts).map(contactLine),
        due.length > mostContacts ? k.more(due.length - mostContacts) : '',
      ],
      list.outOfReach.length === 0
        ? []
        : [`${k.outHeading}: ${s.names(list.outOfReach.slice(0, mostOut))}.`, k.outHint],
      [k.answerInTeams],
      [outside.letter.nobodyReads, outside.letter.why(view.way, down ? 'down' : 'refused'), c.upper(w.asOf(now, s))],
    ]),
    short: forPhone(
      [`${news}.`, due[0] ? `${contactLine(due[0])}.` : '', k.answerInTeams].filter((part) => part !== '').join(' '),
    ),
  };
}
