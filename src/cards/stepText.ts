/** A step as a playbook writes it is a sentence or two; on a card its first thought is the title, the rest stands below. */
import { cut } from '../words/format.ts';

const longestTitle = 80;

/** `head` has at most 80 characters and no full stop; `rest` is what the head does not say. */
export function stepText(text: string): { head: string; rest: string } {
  const whole = text.trim();
  const [, first = '', rest = ''] = /^(.{8,80}?)[.!:;](?:\s+(.*))?$/su.exec(whole) ?? [];
  if (first !== '') return { head: first, rest: rest.charAt(0).toUpperCase() + rest.slice(1) };
  if (whole.length <= longestTitle) return { head: whole, rest: '' };
  return { head: cut(whole, longestTitle), rest: whole };
}
