// The bot's whole output with hostile text in every place where people write.

import { eventOf, factsOf, refusalsOf } from '../words/samples.ts';
import { deskOrganisation } from './deskOrganisation.ts';
import { type Example, replayAt } from './exampleCases.ts';
import { hostileStrings } from './hostileStrings.ts';
import { outside } from './outside.ts';
import { teamsDownCase } from './outsideCases.ts';
import { type PlantedExample, planted, plantedExample } from './planted.ts';
import { type Surface, type Surroundings, surfacesOf } from './surfaces.ts';

/** As many lives as `lived` has. */
export const EXAMPLES = 4;

let examples: Example[] | undefined;

/** Lived through once: noon of the event, a broken promise with more people at the vendor's, and a day without Teams. */
function lived(): Example[] {
  examples ??= [
    replayAt('2023-07-31 11:47', ['10:10']),
    replayAt('2023-07-31 17:05', [], true),
    teamsDownCase(),
    replayAt('2023-07-31 20:35'),
  ];
  return examples;
}

/** Each example with each text at its first place. Rounds of one example are as many apart as there are examples. */
export const hostileRounds = (): number => EXAMPLES * hostileStrings.length;

/** One case with what stands around it, hostile text in all places. */
export interface HostileRound {
  /** Which of the examples: 0 is the first. */
  example: number;
  /** A text for each place, in reading order. */
  texts: string[];
  planted: PlantedExample;
  around: Surroundings;
}

/** Which example a round is about, and what is written into its places, one after the other. */
export function textsOf(round: number): { example: number; next: () => string } {
  let at = Math.floor(round / EXAMPLES);
  // A step that has no divisor in common with the number of texts: neighbours in a case are strangers in the table.
  const next = () => {
    at += 113;
    return hostileStrings[at % hostileStrings.length]?.text ?? '';
  };
  return { example: round % EXAMPLES, next };
}

/**
 * `round` counts from 0 to `hostileRounds()` less one; the examples come by turns. Over all rounds each place in an example, and in
 * the organisation that belongs to it, gets every text once.
 */
export function hostileRound(round: number): HostileRound {
  const { example, next: another } = textsOf(round);
  const texts: string[] = [];
  const next = () => {
    const text = another();
    texts.push(text);
    return text;
  };
  const within = plantedExample(lived()[example] as Example, next, 40);
  const around: Surroundings = {
    organisation: planted(example % 2 === 0 ? deskOrganisation : outside, next),
    facts: planted(factsOf('words'), next).map((body) => eventOf(body)),
    refusals: refusalsOf(next()),
    typed: [next(), next(), next()],
  };
  return { example, texts, planted: within, around };
}

/** Everything that leaves in that round. */
export function hostileSurfaces(round: number): Surface[] {
  return surfacesIn(hostileRound(round));
}

export const surfacesIn = ({ planted, around }: HostileRound): Surface[] => surfacesOf(planted, around);

/** Counts over rounds how many different texts each place of each example has met. */
export class PlacesMet {
  private readonly met = new Map<string, Set<string>>();

  add({ example, texts }: Pick<HostileRound, 'example' | 'texts'>): void {
    for (const [place, text] of texts.entries()) {
      const key = `${example} ${place}`;
      const before = this.met.get(key) ?? new Set();
      this.met.set(key, before.add(text));
    }
  }

  get places(): number {
    return this.met.size;
  }

  /** Different texts at the place that met fewest. */
  get fewest(): number {
    return Math.min(...[...this.met.values()].map(({ size }) => size));
  }
}
