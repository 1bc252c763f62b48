// The example's organisation with a longer vendor desk: two numbers of Microsoft's support, a deputy and a superior of the account
// manager, and a second vendor with an account manager of its own. Not here: what happens to them.
import type { Organisation, Person, Route } from '../../src/domain/organisation.ts';
import { everybody, example } from './story.ts';

const phone = (id: string, address: string, more: Partial<Route> = {}): Route => ({
  id,
  kind: 'phone',
  address,
  dependsOn: ['phones'],
  ...more,
});

function outsider(id: string, name: string, organisation: string, number: string): Person {
  const email = `${id}@vendor.example`;
  const routes: Route[] = [{ id: 'teams', kind: 'teams', dependsOn: ['teams'] }, phone('mobile', number)];
  return { id, name, email, organisation, phone: number, routes };
}

function build(): Organisation {
  const { people, vendors, services } = example.organisation;
  const microsoft = vendors['microsoft'];
  if (!microsoft) throw new Error('The example has no Microsoft any more');
  const night = phone('night', '+46 8 000 00 99', { hours: { from: '18:00', to: '08:00' } });
  return {
    ...example.organisation,
    people: {
      ...people,
      nestor: {
        ...outsider('nestor', 'Nestor Wilke', 'microsoft', '+46 70 000 00 07'),
        language: 'sv',
        verified: '2023-01-09',
      },
      grady: outsider('grady', 'Grady Archie', 'microsoft', '+46 70 000 00 08'),
      ines: outsider('ines', 'Ines Berg', 'telia', '+46 70 000 00 09'),
    },
    vendors: {
      ...vendors,
      microsoft: {
        ...microsoft,
        accountManager: ['lynne', 'nestor'],
        superior: ['grady'],
        routes: [...microsoft.routes, night],
      },
      telia: {
        ...microsoft,
        id: 'telia',
        name: 'Telia Carrier',
        contract: { ...microsoft.contract, number: 'TC-0815' },
        accountManager: ['ines'],
        superior: [],
        routes: [phone('desk', '+46 8 111 11 11')],
      },
    },
    services: {
      ...services,
      uplink: { id: 'uplink', name: 'Internet uplink', dependsOn: [], vendor: 'telia' },
    },
  };
}

export const deskOrganisation = build();

/** All of the vendors' people have once been in a chat with the bot. */
export const deskPresence = { ...everybody, chatted: ['lynne', 'nestor', 'grady', 'ines'] };

/** Both numbers of the vendor's support are answered at every hour. */
export function aroundTheClock(): Organisation {
  const { microsoft } = deskOrganisation.vendors;
  if (!microsoft) throw new Error('The example has no Microsoft any more');
  const routes = microsoft.routes.map(({ hours: _, ...route }) => route);
  return { ...deskOrganisation, vendors: { ...deskOrganisation.vendors, microsoft: { ...microsoft, routes } } };
}
