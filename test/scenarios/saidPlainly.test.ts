// Sentences that a stranger read as something that had not happened.
import { afterEach, expect, it } from 'vitest';
import { read, readable } from '../support/cardParts.ts';
import { openDesk } from '../support/day.ts';
import { TeamsRoom } from '../support/teamsRoom.ts';
import { closeWorlds } from '../support/world.ts';

afterEach(closeWorlds);

async function desk() {
  const day = await openDesk();
  const room = new TeamsRoom(day.world);
  const asks = async (who: string, line: string) => {
    const { posts } = await room.says(who, line);
    return posts.map(({ text, card }) => (card ? read(card) : readable(text ?? ''))).join('\n');
  };
  return { day, asks };
}

it('a ticket that was opened by mistake gets no pack and no pressure sheet, and is not asked for', async () => {
  const { day, asks } = await desk();
  await day.say('08:40', 'megan', 'ticket open microsoft via:portal "twice"');
  await day.say('08:41', 'alex', 'ticket close T2 reason:mistake');
  const gone = /T2 is closed as opened by mistake/u;
  expect(await asks('megan', 'pack build T2 INC-1')).toMatch(gone);
  expect(await asks('megan', 'ticket pressure T2 INC-1')).toMatch(gone);
  expect(await asks('megan', 'ticket pressure INC-1')).toContain('T1');
});

it('services that are not affected any more are named when others take their place', async () => {
  const { day, asks } = await desk();
  await day.at('08:40');
  await asks('alex', 'case set INC-1 affects:network');
  expect(await asks('alex', 'case set INC-1 affects:email')).toMatch(
    /Now affects E-mail · Alex Wilber · no longer Campus network/u,
  );
  expect(await asks('alex', 'case set INC-1 affects:+sso')).not.toContain('no longer');
});

it('a waiver is whose who typed it, approved by somebody else', async () => {
  const { day, asks } = await desk();
  await day.say('08:40', 'patti', 'notice waive se-state-2020 reason:"not a state body" by:adelev@example.com INC-1');
  expect(await asks('megan', 'notice reported se-state-2020 ref:1 INC-1')).toMatch(
    /waived by Patti Fernandez, approved by Adele Vance/u,
  );
});

it('the first rung that somebody asks for is no second one', async () => {
  const { day, asks } = await desk();
  await day.at('08:40');
  expect(await asks('megan', 'ticket escalate T1 INC-1')).toMatch(/escalated to its owner(?! again)/u);
});

it('a rung that asked people to phone is not told as a call', async () => {
  const { day, asks } = await desk();
  await day.until('11:40');
  const told = await asks('megan', 'vendor show microsoft');
  expect(told).toContain('No call so far');
  expect(told).not.toMatch(/Phoned|Called/u);
});

it('a report offers no download link where none can be made, and says what writes the whole', async () => {
  const { day, asks } = await desk();
  await day.until('11:40');
  expect(await asks('megan', 'report INC-1')).not.toContain('Download link');
  const said = await asks('megan', 'report INC-1 link');
  expect(said).toContain('There is no download link, because PUBLIC_URL is not set: copy the text.');
  expect(said).toContain('npm run report -- INC-1');
});
