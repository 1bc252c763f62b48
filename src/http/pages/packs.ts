// Pages for people who are not in our Teams: each is reached by a link that nobody guesses, and shows one document and nothing else.
// Not here: what a link leads to and whether it still does (src/engine/), how documents look (src/papers/).
/** Downloads of evidence packs and reports, without signing in: `/packs/<token>`, `/reports/<token>`, and the same as `/text` and `/json`. */
import type { FormName } from '../../domain/paperForms.ts';
import type { Engine } from '../../engine/index.ts';
import { type Download, packPath } from '../../engine/packs.ts';
import { reportPath } from '../../engine/reportLinks.ts';
import { packWordsOf } from '../../words/packs.ts';
import { type Page, type PageReply, plain } from '../page.ts';

const TYPES: Readonly<Record<FormName, string>> = {
  html: 'text/html; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
};
const ENDINGS: Readonly<Record<FormName, string>> = { html: 'html', text: 'txt', json: 'json' };
/** Ours have 43 characters; what is much longer is not looked up. */
const LONGEST_TOKEN = 100;

type Find = (token: string, form: FormName) => Promise<Download | null>;

/** `language`: of the one sentence that a link without a document gets. */
export function packPages(engine: Pick<Engine, 'download'>, language: () => 'en' | 'sv'): Page[] {
  return pagesAt(packPath, (token, form) => engine.download(token, form), language);
}

/** The same for reports, which are told anew from the facts up to the one at which the link was made. */
export function reportPages(reports: Pick<Engine['reports'], 'read'>, language: () => 'en' | 'sv'): Page[] {
  return pagesAt(reportPath, (token, form) => reports.read(token, form), language);
}

function pagesAt(at: string, find: Find, language: () => 'en' | 'sv'): Page[] {
  const page = (path: string, form: FormName): Page => ({
    method: 'GET',
    path,
    answer: async ({ params }) => answer(find, params['token'] ?? '', form, language()),
  });
  return [page(`${at}/:token`, 'html'), page(`${at}/:token/text`, 'text'), page(`${at}/:token/json`, 'json')];
}

/** Wrong, expired, revoked and used up look the same to the byte: whoever tries links learns nothing from the answers. */
async function answer(find: Find, token: string, form: FormName, language: 'en' | 'sv'): Promise<PageReply> {
  const found = token.length > LONGEST_TOKEN ? null : await find(token, form);
  if (found === null) return plain(404, packWordsOf(language).leadsNowhere);
  const { body, sha256, name } = found;
  return {
    status: 200,
    type: TYPES[form],
    body,
    headers: {
      'Content-Disposition': `inline; filename="${name}.${ENDINGS[form]}"`,
      // RFC 9530: whoever keeps it can show later that it is what was sent.
      'Repr-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    },
  };
}
