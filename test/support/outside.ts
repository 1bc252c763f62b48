// The example organisation with ways outside Teams: carriers, and people who have routes for them.
import type { Organisation, Person, Route } from '../../src/domain/organisation.ts';
import { example } from './story.ts';

const people = example.organisation.people;

export const sms = (address: string): Route => ({ id: 'sms', kind: 'sms', address, dependsOn: [] });
export const phone = (address: string): Route => ({ id: 'mobile', kind: 'phone', address, dependsOn: ['phones'] });
export const mail = (address: string): Route => ({ id: 'mail', kind: 'email', address, dependsOn: ['email'] });
export const teams: Route = { id: 'teams', kind: 'teams', dependsOn: ['teams'] };
export const hook = (address: string): Route => ({ id: 'chat-two', kind: 'webhook', address, dependsOn: [] });

function person(id: string, routes: readonly Route[]): Person {
  const found = people[id];
  if (!found) throw new Error(`The example has no ${id}`);
  return { ...found, routes };
}

const email = { host: '127.0.0.1', port: 25, from: 'baton@example.com', dependsOn: ['email'] };

/** Megan: Teams, SMS, mail. Lynne, of the vendor's: the same and a telephone. Patti: mail and another chat. Alex, Adele and Isaiah: as in the example. */
export const outside: Organisation = {
  ...example.organisation,
  people: {
    ...people,
    megan: person('megan', [teams, sms('+46 70 000 00 02'), mail('meganb@example.com')]),
    lynne: person('lynne', [teams, phone('+46 70 000 00 06'), sms('+46 70 000 00 06'), mail('lynner@example.com')]),
    patti: person('patti', [mail('pattif@example.com'), hook('@patti')]),
  },
  carriers: {
    email,
    sms: { url: 'http://127.0.0.1:9/sms', dependsOn: [] },
    webhook: { url: 'http://127.0.0.1:9/hook', dependsOn: ['network'] },
  },
};

/** The same with other carriers, for instance only one. */
export function withCarriers(carriers: Organisation['carriers']): Organisation {
  return { ...outside, carriers };
}

export const onlyMail = withCarriers({ email });
