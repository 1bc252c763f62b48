// Looking into a card: all its elements, its buttons, its texts.

export type Node = Record<string, unknown>;

/** Every object of a card, depth first; what stands behind a `fallback` is left out unless asked for. */
export function nodes(of: unknown, withFallback = false): Node[] {
  if (Array.isArray(of)) return of.flatMap((x) => nodes(x, withFallback));
  if (typeof of !== 'object' || of === null) return [];
  const node = of as Node;
  const inner = Object.entries(node)
    .filter(([key]) => key !== 'data' && (withFallback || key !== 'fallback'))
    .flatMap(([, value]) => nodes(value, withFallback));
  return [node, ...inner];
}

const ofType = (card: unknown, type: string) => nodes(card).filter((n) => n['type'] === type);

/** What a person can press, in reading order; taps on rows are not among them. */
export function buttons(card: unknown): Node[] {
  return ofType(card, 'ActionSet').flatMap((set) => set['actions'] as Node[]);
}

/** Everything that sends data: buttons, rows, and buttons inside what unfolds. */
export function clicks(card: unknown): Node[] {
  return ofType(card, 'Action.Execute');
}

/** Fields to fill in. */
export const inputs = (card: unknown): Node[] => nodes(card).filter((n) => String(n['type']).startsWith('Input.'));

export const titles = (of: readonly Node[]): unknown[] => of.map((n) => n['title']);
export const inView = (of: readonly Node[]): Node[] => of.filter((n) => n['mode'] !== 'secondary');
export const inMenu = (of: readonly Node[]): Node[] => of.filter((n) => n['mode'] === 'secondary');

/** All that a reader can see, a line per text. */
export function texts(card: unknown): string[] {
  return nodes(card).flatMap((n) => {
    if (n['type'] === 'TextBlock') return [String(n['text'])];
    if (n['type'] === 'RichTextBlock') return [(n['inlines'] as Node[]).map((run) => String(run['text'])).join('')];
    if (n['type'] === 'FactSet') return (n['facts'] as Node[]).map((f) => `${f['title']} ${f['value']}`);
    if (typeof n['title'] === 'string') return [n['title']];
    return typeof n['label'] === 'string' ? [n['label']] : [];
  });
}

/** The text as it stands in the catalogue and in people's heads: ordinary spaces and hyphens. */
export function readable(text: string): string {
  return text.replaceAll('\u00a0', ' ').replaceAll('\u2011', '-').replaceAll('\u2060', '');
}

export const read = (card: unknown): string => texts(card).map(readable).join('\n');
