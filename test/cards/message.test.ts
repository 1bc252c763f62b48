// The core's messages as posts: drawn from the newest state, mentions only for our own, nothing said that is settled.
import { describe, expect, it } from 'vitest';
import { cardPost, renderMessage, repeated } from '../../src/cards/message.ts';
import type { ViewContext } from '../../src/cards/post.ts';
import type { Intent } from '../../src/domain/commands.ts';
import type { Message } from '../../src/domain/message.ts';
import { read, texts } from '../support/cardParts.ts';
import { type Example, pingOf, replayAt } from '../support/exampleCases.ts';
import { Story } from '../support/story.ts';

const view = ({ now }: Pick<Story, 'now'>): ViewContext => ({ now, language: 'en' });
const shown = (text = '') => text.replaceAll('\u00a0', ' ').replaceAll('\u2060', '');
const opening: Extract<Intent, { type: 'case.new' }> = {
  type: 'case.new',
  title: 'Outgoing e-mail blocked',
  severity: 'sev1',
  affects: ['email'],
};

function newest<K extends Message['kind']>(story: Story, kind: K): Extract<Message, { kind: K }> {
  const found = story.sent.findLast(({ message }) => message.kind === kind)?.message;
  if (found === undefined) throw new Error(`No ${kind}`);
  return found as Extract<Message, { kind: K }>;
}

describe('a ping', () => {
  const noon: Example = replayAt('2023-07-31 11:47', ['10:10']);

  it('is a card with a summary: what, how late, who', () => {
    const post = renderMessage(pingOf(noon.story, 'adele'), noon.state, view(noon));
    expect(post?.card?.['type']).toBe('AdaptiveCard');
    expect(post?.text).toBeUndefined();
    expect(shown(post?.summary)).toMatch(/^INC-1: Set up another way to send.* 1 h 37 m late.*, Adele Vance$/u);
  });

  it('does not name the case to somebody of the vendor’s', () => {
    const post = renderMessage(pingOf(noon.story, 'lynne'), noon.state, view(noon));
    expect(post?.summary).toContain('Contoso University');
    expect(post?.summary).not.toMatch(/INC-1|Outgoing/u);
  });

  it('is not sent any more when everything in it is settled', () => {
    const story = new Story('2023-07-31T06:10:00Z');
    story.say('alex', opening);
    story.until('09:11');
    const ping = pingOf(story, 'alex');
    expect(renderMessage(ping, story.case, view(story))).not.toBeNull();
    for (const step of story.case.steps) story.say('alex', { type: 'step.done', step: step.number, words: 'x' });
    story.say('alex', { type: 'update', words: 'still blocked' });
    expect(renderMessage(ping, story.case, view(story))).toBeNull();
    const line = newest(story, 'thread-ping');
    expect(renderMessage(line, story.case, view(story))).toBeNull();
  });
});

describe('the line in the thread', () => {
  it('mentions whoever of ours is pinged, says what, how late and what follows, and is one line', () => {
    const story = new Story('2023-07-31T06:10:00Z');
    story.say('alex', { ...opening, playbook: 'blank' });
    for (const step of story.case.steps) story.say('alex', { type: 'step.done', step: step.number, words: 'x' });
    story.until('09:10');
    const post = renderMessage(newest(story, 'thread-ping'), story.case, view(story));
    expect(post?.mentions).toEqual([{ person: 'alex', name: 'Alex Wilber' }]);
    expect(post?.card).toBeUndefined();
    expect(shown(post?.text)).toMatch(
      /^▲ <at>Alex Wilber<\/at>: Post a status update · due Mon 31 Jul 09:10, Stockholm · If nobody answers: .*, Mon 31 Jul 09:25, Stockholm$/u,
    );
    expect(post?.text).not.toContain('\n');
  });

  it('names somebody of the vendor’s without a mention', () => {
    const { story, state, now } = replayAt('2023-07-31 11:30');
    const line = story.sent
      .map((x) => x.message)
      .findLast((m) => m.kind === 'thread-ping' && m.items.some((i) => i.ping.people.includes('lynne')));
    const post = line && renderMessage(line, state, view({ now }));
    expect(post?.text).toContain('Lynne Robbins');
    expect(post?.text).not.toContain('<at>Lynne');
    expect(post?.mentions?.map((m) => m.person)).not.toContain('lynne');
  });

  it('tells of an absence even when nobody is pinged', () => {
    const story = new Story('2023-07-31T06:10:00Z');
    story.say('alex', opening);
    const away = { from: story.instant('08:10'), to: story.instant('11:10'), fellDue: [] };
    const post = renderMessage({ kind: 'thread-ping', people: [], items: [], away }, story.case, view(story));
    expect(shown(post?.text)).toBe(
      'Baton was away from Mon 31 Jul 08:10 to 11:10, Stockholm (3 h). Nothing fell due meanwhile.',
    );
  });
});

describe('the root post of a ping in the channel', () => {
  it('says which case, and mentions the coordinators', () => {
    const { story, state, now } = replayAt('2023-07-31 11:47', ['10:10']);
    const post = renderMessage(newest(story, 'channel-ping'), state, view({ now }));
    expect(post?.text).toMatch(
      /\*\*INC-1 Outgoing e-mail blocked\*\* <at>Alex Wilber<\/at> and <at>Megan Bowen<\/at>/u,
    );
    expect(post?.mentions?.map((m) => m.person)).toEqual(['alex', 'megan']);
  });
});

describe('what is said in the thread', () => {
  it('is one marked line a fact', () => {
    const story = new Story('2023-07-31T06:10:00Z');
    story.say('alex', opening);
    const events = story.say('alex', { type: 'case.set', severity: 'sev2' });
    const post = renderMessage({ kind: 'say', to: 'thread', events, mention: [] }, story.case, view(story));
    expect(shown(post?.text)).toBe('• Severity lowered from SEV1 to SEV2 · Alex Wilber');
  });

  it('names the case and the new owner in the channel when the owner is gone', () => {
    const story = new Story('2023-07-31T06:10:00Z');
    story.say('alex', opening);
    const { organisation, presence } = story;
    story.say('baton', {
      type: 'people',
      organisation,
      presence: { ...presence, left: ['alex'], roster: presence.roster.filter((id) => id !== 'alex') },
    });
    const post = renderMessage(newest(story, 'say'), story.case, view(story));
    expect(shown(post?.text)).toMatch(
      /^\*\*INC-1 Outgoing e-mail blocked\*\* <at>Megan Bowen<\/at>\n\n▲ Megan Bowen owns the case · Alex Wilber is no longer there/u,
    );
    expect(post?.mentions).toEqual([{ person: 'megan', name: 'Megan Bowen' }]);
  });
});

describe('live cards', () => {
  const noon = replayAt('2023-07-31 11:47');

  it('are the case’s and the ticket’s, each with a summary', () => {
    expect(read(cardPost('case', noon.state, view(noon)).card)).toContain('INC-1 · Outgoing e-mail blocked');
    expect(read(cardPost('T1', noon.state, view(noon)).card)).toContain('T1 · Microsoft has the ball');
    expect(cardPost('T1', noon.state, view(noon)).summary).toMatch(/\S/u);
    expect(cardPost('T99', noon.state, view(noon)).card).toEqual(cardPost('case', noon.state, view(noon)).card);
  });
});

describe('a post that may have come already', () => {
  it('says so first, in text and on a card', () => {
    const noon = replayAt('2023-07-31 11:47');
    expect(repeated({ text: 'Hello', mentions: [] }, 'en').text).toBe('This may have reached you already. Hello');
    const post = repeated(cardPost('case', noon.state, view(noon)), 'en');
    expect(texts(post.card)[0]).toBe('This may have reached you already.');
    expect(post.summary).toBe(cardPost('case', noon.state, view(noon)).summary);
  });
});
