/** State without colour: a mark beside a word, always both. Colour only repeats it. */
export const MARK = {
  late: '▲',
  running: '●',
  open: '○',
  done: '✓',
  blocked: '✕',
  climbed: '↑',
  fact: '•',
  phone: '☎',
} as const;

export type Mark = keyof typeof MARK;

/** Marks that are drawn in the only text colour allowed, on the plain background only. */
export const isAlarm = (mark: Mark): boolean => mark === 'late' || mark === 'blocked';
