/** The reply link of a mail or an SMS: `/answers/<token>`. Looking at it changes nothing (programs that check mail follow links); a button answers, once. */
import { answeredText, askedOf, languageOf, letterSpeech } from '../../cards/outsider/askedOf.ts';
import type { Case } from '../../domain/case.ts';
import type { Language, Organisation } from '../../domain/organisation.ts';
import type { Instant } from '../../domain/time.ts';
import { type AnswerLink, answersPath, type Engine } from '../../engine/index.ts';
import { wordsOf } from '../../words/words.ts';
import type { Page, PageReply, PageRequest } from '../page.ts';
import { type AnswerForm, answerHtml } from './answerHtml.ts';
import { type Answer, commandOf, untilOf } from './answering.ts';

export interface AnswerPagesOptions {
  engine: Pick<Engine, 'links' | 'read' | 'handle' | 'heardOf'>;
  organisation(): Organisation;
  now(): Instant;
}

/** Ours have 24 characters; what is much longer is not looked up. */
const LONGEST_TOKEN = 100;

export function answerPages(of: AnswerPagesOptions): Page[] {
  const path = `${answersPath}/:token`;
  return [
    { method: 'GET', path, answer: (request) => shown(of, request) },
    { method: 'POST', path, answer: (request) => answered(of, request) },
  ];
}

interface Open {
  token: string;
  link: AnswerLink;
  state: Case;
}

/** The link with its case, as long as it can be answered by; else the page that says why not. */
async function openLink(
  { engine, organisation, now }: AnswerPagesOptions,
  { params }: PageRequest,
): Promise<Open | PageReply> {
  const token = params['token'] ?? '';
  const link = token.length > LONGEST_TOKEN ? null : await engine.links.read(token);
  const state = link && (await engine.read(link.caseId));
  if (!link || !state) {
    const { language, name } = organisation();
    const { page } = wordsOf(language).outside;
    return reply(404, language, page.title(name), { says: page.unknown });
  }
  const s = letterSpeech(state, link.person, now());
  const { page } = wordsOf(languageOf(state, link.person)).outside;
  if (link.usedAt !== null) return said(state, link, 410, page.answered(s.name(link.person), link.usedAt, s));
  if (link.expiresAt <= now()) return said(state, link, 410, page.expired(link.expiresAt, s));
  return { token, link, state };
}

async function shown(of: AnswerPagesOptions, request: PageRequest): Promise<PageReply> {
  const open = await openLink(of, request);
  return 'status' in open ? open : asking(open, of.now());
}

async function answered(of: AnswerPagesOptions, request: PageRequest): Promise<PageReply> {
  const open = await openLink(of, request);
  if ('status' in open) return open;
  const { token, link, state } = open;
  const now = of.now();
  const { page } = wordsOf(languageOf(state, link.person)).outside;
  const answer = answerIn(new URLSearchParams(request.body), state, now);
  if (answer === null) return asking(open, now, page.choiceMissing, 400);
  // The version is in it: the same button twice is one answer, another try after a "no" is a new one.
  const id = `answer:${link.id}:${state.version}:${answer.kind}`;
  const outcome = await of.engine.links.use(token, () => of.engine.handle(commandOf(id, state, link, answer, now)));
  // Somebody was quicker by the same link: it says now when it was used.
  if (outcome === null) return shown(of, request);
  await of.engine.heardOf(link.person);
  const after = (await of.engine.read(link.caseId)) ?? state;
  const text = answeredText(outcome, after, link.person, now);
  return outcome.kind === 'done'
    ? said(after, link, 200, `${text} ${page.close}`)
    : asking({ ...open, state: after }, now, text, 409);
}

function answerIn(form: URLSearchParams, state: Case, now: Instant): Answer | null {
  switch (form.get('answer')) {
    case 'not-mine':
      return { kind: 'not-mine' };
    case 'on-it': {
      const until = untilOf(state, form.get('for') ?? '', now);
      return until === null ? null : { kind: 'on-it', until };
    }
    default:
      return null;
  }
}

/** What is asked, as it stands now, with the buttons; `says` stands above it. */
function asking({ link, state }: Open, now: Instant, says?: string, status = 200): PageReply {
  const language = languageOf(state, link.person);
  const { outside, buttons } = wordsOf(language);
  const { page } = outside;
  const { text, holds, held, outsider } = askedOf(state, link.person, link.epochs, now);
  if (text === null) return said(state, link, status, [says, page.settled].filter(Boolean).join(' '));
  const form: AnswerForm = {
    until: page.until,
    choices: holds,
    onIt: buttons.onIt,
    onItHint: holds.length === 0 ? (held ?? page.cannotHold) : page.onItHint(outsider),
    notMine: outsider ? buttons.wrongPerson : buttons.notMine,
    notMineHint: page.notMineHint(outsider),
    nothingChanges: page.nothingChanges,
  };
  return reply(status, language, page.title(state.directory.name), { text, form, ...(says !== undefined && { says }) });
}

function said(state: Case, link: AnswerLink, status: number, says: string): PageReply {
  const language = languageOf(state, link.person);
  return reply(status, language, wordsOf(language).outside.page.title(state.directory.name), { says });
}

function reply(
  status: number,
  language: Language,
  title: string,
  page: Omit<Parameters<typeof answerHtml>[0], 'language' | 'title'>,
): PageReply {
  return { status, type: 'text/html; charset=utf-8', body: answerHtml({ language, title, ...page }) };
}
