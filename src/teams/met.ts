/** Whether somebody can be written to, found out without a post that they would see. */
import type { PersonId } from '../domain/organisation.ts';
import type { Met } from '../engine/index.ts';
import type { Connector } from './connector.ts';
import type { References } from './references.ts';
import type { Roster } from './roster.ts';

export interface MetOptions {
  roster: Pick<Roster, 'member' | 'teamId'>;
  references: Pick<References, 'chat' | 'team'>;
  connector: Pick<Connector, 'has'>;
}

/** In the own chat where there is one; else in the team, from which one can be opened. */
export function metIn({ roster, references, connector }: MetOptions): Met {
  return async (person: PersonId) => {
    const member = roster.member(person);
    const chat = references.chat(person);
    if (member === null) return chat === null ? false : undefined;
    const team = roster.teamId();
    const at = chat ?? (team === null ? null : references.team(team));
    const where = chat?.conversationId ?? team;
    return at === null || where === null ? false : connector.has(at.serviceUrl, where, member.id);
  };
}
