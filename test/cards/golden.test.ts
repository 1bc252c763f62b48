import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gallery } from '../support/gallery.ts';

const folder = new URL('../golden/', import.meta.url);

describe('the gallery', () => {
  it.each(gallery().map((face) => [face.name, face.card] as const))('%s is as it was drawn', (name, card) => {
    const golden: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
    // When the change was wanted: `npm run golden`, look at the pictures, commit both.
    expect(JSON.parse(JSON.stringify(card))).toEqual(golden);
  });

  it('has two pictures of every card, and of nothing else', () => {
    const files = readdirSync(folder);
    const wanted = gallery().flatMap(({ name }) => [
      `${name}.json`,
      `${name}-desktop-light.png`,
      `${name}-phone-dark.png`,
    ]);
    expect(files.sort()).toEqual(wanted.sort());
  });
});
