// Lists: what is on them, in which order, a page at a time.
import { describe, expect, it } from 'vitest';
import { boardPost } from '../../src/cards/case/boardCard.ts';
import { noticeListPost } from '../../src/cards/case/noticeListCard.ts';
import { stepListPost } from '../../src/cards/case/stepListCard.ts';
import { timelinePost } from '../../src/cards/case/timelineCard.ts';
import { ticketListPost } from '../../src/cards/ticket/ticketListCard.ts';
import type { Case } from '../../src/domain/case.ts';
import { parse } from '../../src/grammar/parse.ts';
import { readSubmit } from '../../src/grammar/submit.ts';
import { boardWith } from '../support/boards.ts';
import { buttons, clicks, type Node, read, readable, texts, titles } from '../support/cardParts.ts';
import { type Example, hugeCase, quietCase, replayAt } from '../support/exampleCases.ts';
import { contextIn } from '../support/formGallery.ts';

const noon = replayAt('2023-07-31 11:47', ['10:10']);
const resolved = replayAt('2023-07-31 20:35');
const closed = replayAt('2023-08-28 09:00');
const quiet = quietCase();
const huge = hugeCase();
const view = { now: noon.now, language: 'en' as const, person: 'alex' };
const ctx = contextIn(noon);
const as = ({ state }: Example, number: number): Case => ({ ...state, number, id: `INC-${number}` });

describe('the board', () => {
  const all = [as(closed, 1), as(quiet, 2), as(noon, 3), as(resolved, 4)];
  const ids = (card: unknown) => texts(card).flatMap((line) => /^INC-\d/u.exec(readable(line))?.[0] ?? []);

  it('shows the cases in the order in which they come', () => {
    expect(ids(boardPost(boardWith(all, view.now), 'all', view).card)).toEqual(['INC-3', 'INC-2', 'INC-4', 'INC-1']);
  });

  it('counts, says what is next and who does it', () => {
    const { card, summary } = boardPost(boardWith(all.slice(1), view.now), 'open', view);
    expect(summary).toBe('3 cases, 1 late');
    expect(read(card)).toMatch(/SEV1 · 1 h 37 m late\nNext: Set up another way.* · Adele Vance/u);
  });

  it('says that there is none', () => {
    const { card } = boardPost(boardWith([], view.now), 'open', view);
    expect(read(card)).toContain('No case to show.');
    expect(titles(buttons(card))).toEqual(['New case']);
  });

  it('has eight on a page; the buttons lead on, a row opens its case', () => {
    const many = Array.from({ length: 23 }, (_, i) => as(noon, i + 1));
    const page = (number: number) => boardPost(boardWith(many, view.now, number), 'all', view).card;
    expect(read(page(1))).toContain('1–8 of 23');
    expect(titles(buttons(page(1)))).toEqual(['Older']);
    expect(titles(buttons(page(2)))).toEqual(['Older', 'Newer']);
    expect(read(page(3))).toContain('17–23 of 23');
    expect(titles(buttons(page(3)))).toEqual(['Newer']);
    expect(page(99)).toEqual(page(3));
    expect(readSubmit(buttons(page(1))[0]?.['data'], ctx)).toMatchObject({
      query: { type: 'case.list', filter: 'all', page: 2 },
    });
    const [row] = clicks(page(1));
    expect(row?.['title']).toBe('Open INC-23, Outgoing e-mail blocked, 1\u00a0h\u00a037\u00a0m late');
    expect(readSubmit(row?.['data'], ctx)).toMatchObject({ caseId: 'INC-23', query: { type: 'case.show' } });
  });
});

describe('the timeline', () => {
  const page = (number: number, of = noon) =>
    timelinePost(of.story.events, of.state, { page: number }, { ...view, now: of.now }).card;

  it('shows the newest first, ten at a time, and how long the vendor has been silent', () => {
    const first = read(page(1));
    expect(first).toContain('No real answer from Microsoft for 3 h 12 m');
    expect(first).toMatch(/1–10 of \d+, newest first/u);
    expect(first.indexOf('11:30')).toBeLessThan(first.indexOf('11:00'));
    expect(readSubmit((buttons(page(1))[0] as Node)['data'], ctx)).toMatchObject({
      query: { type: 'timeline', page: 2 },
    });
  });

  it('begins with the opening, on its last page', () => {
    const last = page(999);
    expect(titles(buttons(last))).toEqual(['Newer', 'Note']);
    expect(read(last)).toContain('INC-1 opened: Outgoing e-mail blocked');
  });

  it('says the pings of one moment to the same people in one row', () => {
    const rows = read(page(2, huge)).match(/things: /gu) ?? [];
    expect(rows.length).toBeGreaterThan(0);
  });

  it('has a heading for each day', () => {
    expect(read(page(1, closed))).toMatch(/Mon 28 Aug[\s\S]*Thu 3 Aug/u);
  });
});

describe('the checklist', () => {
  it('shows the late ones first, then the due, then those without a time, then the settled', () => {
    const rows = texts(stepListPost(noon.state, { page: 1 }, view).card).flatMap(
      (line) => /^(\d+) [A-Z]/u.exec(line)?.[1] ?? [],
    );
    expect(rows.map(Number)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 1, 2, 3, 4]);
    expect(read(stepListPost(noon.state, { page: 2 }, view).card)).toContain('13–17 of 17');
  });
});

describe('every list that has pages', () => {
  const clocks = Array.from({ length: 9 }, (_, i) => {
    const [notice] = noon.state.notices;
    if (!notice) throw new Error('no notice');
    return { ...notice, clock: { ...notice.clock, id: `clock-${i}`, name: `Clock ${i}` } };
  });
  const many = { ...noon.state, notices: clocks };

  it.each([
    ['ticket list', ticketListPost(huge.state, { page: 1 }, view)],
    ['notice list', noticeListPost(many, { page: 1 }, view)],
    ['step list', stepListPost(huge.state, { page: 1 }, view)],
    ['timeline', timelinePost(huge.story.events, huge.state, { page: 1 }, view)],
    [
      'case list',
      boardPost(
        boardWith(
          Array.from({ length: 23 }, (_, i) => as(noon, i + 1)),
          view.now,
        ),
        'all',
        view,
      ),
    ],
  ])('%s: Older leads to the second page, typed and clicked', (line, { card }) => {
    const older = buttons(card).find((one) => one['title'] === 'Older');
    expect(readSubmit(older?.['data'], contextIn(huge))).toMatchObject({ kind: 'query', query: { page: 2 } });
    const typed = parse(`${line} page:2`, { ...contextIn(huge), threadCase: 'INC-1' });
    expect(typed).toMatchObject({ kind: 'query', query: { page: 2 } });
  });
});

describe('the tickets', () => {
  it('are paged, and a row opens its ticket', () => {
    const { card } = ticketListPost(huge.state, { page: 1 }, { ...view, now: huge.now });
    expect(read(card)).toContain('1–10 of 12');
    expect(titles(buttons(card))).toEqual(['Vendor ticket', 'Older']);
    expect(readSubmit(clicks(card)[0]?.['data'], contextIn(huge))).toMatchObject({ query: { type: 'ticket.show' } });
  });
});
