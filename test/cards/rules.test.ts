// What holds for every card: cards.md as tests, over the whole gallery.
import { describe, expect, it } from 'vitest';
import { buttons, clicks, inView, type Node, nodes, readable, texts } from '../support/cardParts.ts';
import { hostile } from '../support/exampleCases.ts';
import { gallery } from '../support/gallery.ts';

const faces = gallery().map((face) => [face.name, face.card] as const);
const live = faces.filter(([name]) => name.startsWith('case') || name === 'ticket' || name.startsWith('ticket-'));

/** An element and every band or plain area that it stands in. */
function within(of: unknown, styles: string[] = []): { node: Node; styles: string[] }[] {
  if (Array.isArray(of)) return of.flatMap((x) => within(x, styles));
  if (typeof of !== 'object' || of === null) return [];
  const node = of as Node;
  const own = node['type'] === 'Container' && typeof node['style'] === 'string' ? [...styles, node['style']] : styles;
  const inner = Object.entries(node).filter(([key]) => !['data', 'fallback', 'selectAction'].includes(key));
  return [{ node, styles: own }, ...inner.flatMap(([, value]) => within(value, own))];
}

describe.each(faces)('%s', (_, card) => {
  it('is an Adaptive Card 1.5 under 25 KB', () => {
    expect([card['type'], card['version']]).toEqual(['AdaptiveCard', '1.5']);
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(25_000);
  });

  it('gives every click its older twin with the same data', () => {
    for (const click of clicks(card)) {
      const twin = click['fallback'] as Node;
      expect(twin['type']).toBe('Action.Submit');
      expect(twin['data']).toEqual(click['data']);
      expect(twin['title']).toEqual(click['title']);
      const data = click['data'] as Node;
      expect([data['baton'], click['verb']]).toEqual([1, data['verb']]);
      for (const arg of Object.values((data['args'] ?? {}) as Node)) expect(typeof arg).toBe('string');
    }
  });

  it('shows at most four buttons of a set, and one that stands out', () => {
    for (const set of nodes(card).filter((n) => n['type'] === 'ActionSet'))
      expect(inView(set['actions'] as Node[]).length).toBeLessThanOrEqual(4);
    expect(buttons(card).filter((b) => b['style'] === 'positive').length).toBeLessThanOrEqual(1);
    expect(buttons(card).some((b) => b['style'] === 'destructive')).toBe(false);
  });

  it('colours text with Attention only, and not on a band', () => {
    for (const { node, styles } of within(card)) {
      if (node['type'] !== 'TextBlock' && node['type'] !== 'TextRun') continue;
      expect([undefined, 'Attention', 'Accent']).toContain(node['color']);
      if (styles.length > 0) expect(node['color']).not.toBe('Attention');
    }
  });

  it('has one band at most, and nothing large outside it', () => {
    const bands = nodes(card).filter((n) => n['bleed'] === true);
    expect(bands.length).toBeLessThanOrEqual(1);
    if (bands.length === 0) return;
    for (const { node, styles } of within(card))
      if (node['size'] === 'Large' || node['size'] === 'ExtraLarge') expect(styles.length).toBeGreaterThan(0);
  });

  it('says in words what its marks say', () => {
    for (const set of nodes(card).filter((n) => n['type'] === 'ColumnSet')) {
      const [mark = '', ...words] = texts(set);
      if (mark === '▲')
        expect(readable(words.join(' '))).toMatch(
          /late|Idle|passed|broken|unread|missing|climbed|pinged|raised|due|fixed|over/i,
        );
      if (mark === '✕') expect(words.join(' ').length).toBeGreaterThan(10);
    }
  });

  it('wraps everything and names every heading with its size', () => {
    for (const node of nodes(card)) {
      if (node['type'] === 'TextBlock') expect(node['wrap']).toBe(true);
      if (node['type'] === 'TextBlock' && node['style'] === 'heading') expect(node['size']).toBeDefined();
      if (String(node['type']).startsWith('Input.')) expect(node['label']).toBeTruthy();
    }
  });

  it('uses nothing that renderers disagree about', () => {
    const avoided = ['Table', 'Badge', 'Icon', 'ProgressBar'];
    for (const node of nodes(card, true)) expect(avoided).not.toContain(node['type']);
    expect(JSON.stringify(card)).not.toMatch(/targetWidth|roundedCorners|showBorder|isEnabled/);
    // Both renderers rewrite it, as a time without a zone; in inputs they do not.
    expect(texts(card).join()).not.toMatch(/\{\{(DATE|TIME)/);
  });

  it('reads aloud the same thing', () => {
    expect(card['speak']).toBeTruthy();
    expect(card['fallbackText']).toBe(card['speak']);
  });
});

describe.each(faces.filter(([name]) => name.includes('huge')))(
  '%s, full of text that would like to be more',
  (_, card) => {
    it('keeps text of people as text', () => {
      for (const node of nodes(card)) {
        if (node['type'] !== 'TextBlock') continue;
        expect(String(node['text'])).not.toMatch(/\*\*bold\*\*|<at>|\[click\]\(|!\[|(?<!\\)`x/);
      }
      const reached = nodes(card).map((n) => [n['url'], n['data']]);
      expect(JSON.stringify(reached)).not.toContain('evil.example');
      expect(JSON.stringify(card)).not.toContain('\u202e');
    });
  },
);

it('shows what looks like a template as it was typed', () => {
  const [, huge] = faces.find(([name]) => name === 'case-huge') ?? [];
  const start = hostile.slice(0, 24);
  expect(start).toContain('**bold**');
  expect(texts(huge).some((text) => text.includes(start))).toBe(true);
  expect(texts(huge).join()).not.toContain('alex **bold**');
});

describe.each(live)('%s, which is edited in place', (_, card) => {
  it('has no input: an edit would delete what is typed', () => {
    expect(nodes(card).filter((n) => String(n['type']).startsWith('Input.'))).toEqual([]);
  });

  it('carries the version that it was drawn from', () => {
    for (const click of clicks(card)) {
      const data = click['data'] as Node;
      expect(data['case']).toMatch(/^INC-\d+$/);
      expect(data['rev']).toBeGreaterThan(0);
    }
  });
});
