/** Organisation files of simulated worlds: the example with ways outside Teams, at its own pace or ten times as fast, and edits of it. */
import type { Organisation } from '../../src/domain/organisation.ts';
import type { Playbook } from '../../src/domain/playbook.ts';
import { outside } from '../support/outside.ts';
import { example } from '../support/story.ts';
import type { Random } from './random.ts';

export interface Organisations {
  current(): Organisation;
  playbooks: readonly Playbook[];
  /** Somebody edits the file. */
  edit(random: Random): string;
}

export function organisationsOf(random: Random): Organisations {
  const fast = random.chance(0.6);
  const pace = <T>(of: T): T => (fast ? quickened(of) : of);
  const base = pace(random.chance(0.6) ? outside : example.organisation);
  let organisation = base;
  return {
    current: () => organisation,
    playbooks: pace([...example.playbooks.values()]),
    edit(dice) {
      const { people, roles } = organisation;
      switch (dice.int(4)) {
        case 0: {
          // Somebody is taken out of the file, but never the last coordinator.
          const gone = dice.pick(Object.keys(people).filter((id) => id !== 'alex'));
          const rest = Object.fromEntries(Object.entries(people).filter(([id]) => id !== gone));
          const without = Object.fromEntries(
            Object.entries(roles).map(([role, ids]) => [role, ids.filter((id) => id !== gone)]),
          ) as unknown as Organisation['roles'];
          organisation = { ...organisation, people: rest, roles: without };
          return `${gone} is taken out`;
        }
        case 1:
          organisation = { ...organisation, roles: { ...roles, coordinator: [...roles.coordinator].reverse() } };
          return 'the coordinators change places';
        case 2:
          organisation = { ...organisation, language: organisation.language === 'en' ? 'sv' : 'en' };
          return 'the language changes';
        default:
          organisation = base;
          return 'the file of the beginning is put back';
      }
    },
  };
}

/** Every duration a tenth of what it was. */
function quickened<T>(of: T): T {
  return JSON.parse(
    JSON.stringify(of, (_, value) => (typeof value === 'string' && /^PT\d/.test(value) ? tenth(value) : value)),
  ) as T;
}

function tenth(text: string): string {
  const [, h = 0, m = 0, s = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text) ?? [];
  return `PT${Math.ceil((Number(h) * 3600 + Number(m) * 60 + Number(s)) / 10)}S`;
}
