// Pages for people who are not in our Teams: each is reached by a link that nobody guesses, and shows one document and nothing else.
// Not here: what a link leads to and whether it still does (src/engine/), how documents look (src/papers/).
/** Downloads of evidence packs, without signing in: `/packs/<token>`, and the same as `/text` and `/json`. */
import type { FormName } from '../../domain/paperForms.ts';
import type { Engine } from '../../engine/index.ts';
import { packPath } from '../../engine/packs.ts';
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

/** `language`: of the one sentence that a link without a document gets. */
export function packPages(engine: Pick<Engine, 'download'>, language: () => 'en' | 'sv'): Page[] {
  const page = (path: string, form: FormName): Page => ({
    method: 'GET',
    path,
    answer: async ({ params }) => answer(engine, params['token'] ?? '', form, language()),
  });
  return [
    page(`${packPath}/:token`, 'html'),
    page(`${packPath}/:token/text`, 'text'),
    page(`${packPath}/:token/json`, 'json'),
  ];
}

/** Wrong, expired, revoked and used up look the same to the byte: whoever tries links learns nothing from the answers. */
async function answer(
  engine: Pick<Engine, 'download'>,
  token: string,
  form: FormName,
  language: 'en' | 'sv',
): Promise<PageReply> {
  const found = token.length > LONGEST_TOKEN ? null : await engine.download(token, form);
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
