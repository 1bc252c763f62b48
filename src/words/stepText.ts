/** A step as a playbook writes it is a sentence or two; on a card its first thought is the title, the rest stands below. */
import { cut, upper } from './format.ts';

const longestTitle = 80;

/** `head` has at most 80 characters and no full stop; `rest` is what the head does not say. */
export function stepText(text: string): { head: string; rest: string } {
  const whole = text.trim();
  const [, first = '', rest = ''] = /^(.{8,80}?(?:[.!](?=\s|$)|(?<=.{20})[:;](?=\s)))\s*(.*)$/su.exec(whole) ?? [];
  if (first !== '') return { head: first.replace(/[.!:;]$/u, ''), rest: upper(rest) };
  if (whole.length <= longestTitle) return { head: whole, rest: '' };
  return { head: cutAtWord(whole, longestTitle), rest: whole };
}

/** At most so many characters, and no half word unless the last word is a very long one. */
function cutAtWord(text: string, longest: number): string {
  const short = cut(text, longest);
  const space = short.lastIndexOf(' ');
  return space < longest * 0.6 ? short : `${short.slice(0, space).replace(/[,;:\s]+$/u, '')}…`;
}
