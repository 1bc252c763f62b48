/** A pack as it is read out on the phone: short lines, numbers and codes spelled, what matters most first. */
import { spelled, spelledCode, spelledPhone, spokenTimes } from '../words/en/spelling.ts';
import { paperWordsOf } from '../words/papers.ts';
import { written } from './inert.ts';
import type { Paper, PaperSection } from './paper.ts';
import { PHONE } from './personal.ts';

export interface SpokenPart {
  title: string;
  lines: string[];
}

export interface Spoken {
  /** Who calls, about what. */
  opening: string[];
  parts: SpokenPart[];
  /** Only if they ask. */
  more: SpokenPart[];
  closing: string[];
}

/** What a case manager has to hear even if she hangs up after a minute. */
const FIRST = ['what', 'scope', 'ask', 'reach'];

/** `written`: by which way words lie in writing that nobody has shown to have read; their code is theirs to say, not ours. */
export function spokenOf(
  paper: Paper,
  of: { reader: string; organisation: string; reference?: string; contract?: string; written?: string },
): Spoken {
  const w = paperWordsOf(paper.language);
  const { reader, organisation, reference, contract, written: by } = of;
  const parts = (ids: (id: string) => boolean) =>
    paper.sections.filter(({ id }) => ids(id)).map((section) => partOf(section, w.aloud));
  return {
    opening: [
      w.hello(reader, organisation),
      reference === undefined ? w.aboutNoTicket : w.aboutTicket(spelled(reference)),
      ...(contract === undefined ? [] : [w.aboutContract(spelled(contract))]),
      w.writeDown,
    ],
    parts: parts((id) => FIRST.includes(id)),
    more: parts((id) => !FIRST.includes(id) && id !== 'numbers'),
    closing: [...(by === undefined ? [] : [w.readCode(by)]), w.nowTell],
  };
}

function partOf(
  { title, text = [], pairs = [], lines = [] }: PaperSection,
  heard: (written: string) => string,
): SpokenPart {
  const all = [...text, ...pairs.map(({ label, value }) => `${label}: ${value}`), ...lines];
  const said = all.map(heard).filter((line) => line !== '');
  return { title, lines: said.flatMap(sentences).map(aloud) };
}

/** One breath a line. A dot inside a number or an address ends no sentence. */
function sentences(text: string): string[] {
  return text.split(/(?<=[.!?]) (?=\p{Lu})/u);
}

function aloud(line: string): string {
  const codes = line.replace(/\bK-[2-9A-Z]{5}\b/gu, spelledCode);
  return written(spokenTimes(codes.replace(PHONE, spelledPhone)));
}
