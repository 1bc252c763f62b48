// The bot's whole output with hostile text in every place where people write.

import { eventOf, factsOf, refusalsOf } from '../words/samples.ts';
import { deskOrganisation } from './deskOrganisation.ts';
import { type Example, replayAt } from './exampleCases.ts';
import { hostileStrings } from './hostileStrings.ts';
import { outside } from './outside.ts';
import { teamsDownCase } from './outsideCases.ts';
import { planted, plantedExample } from './planted.ts';
import { type Surface, surfacesOf } from './surfaces.ts';

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

/** Round after round every text wanders through every place; `round` counts from 0 to one less than there are texts. */
export function hostileSurfaces(round: number): Surface[] {
  let at = round;
  // A step that has no divisor in common with the number of texts: neighbours in a case are strangers in the table.
  const next = () => {
    at += 113;
    return hostileStrings[at % hostileStrings.length]?.text ?? '';
  };
  const organisation = round % 2 === 0 ? deskOrganisation : outside;
  const example = lived()[round % lived().length] as Example;
  return surfacesOf(plantedExample(example, next, 40), {
    organisation: planted(organisation, next),
    facts: planted(factsOf('words'), next).map((body) => eventOf(body)),
    refusals: refusalsOf(next()),
    typed: [next(), next(), next()],
  });
}
