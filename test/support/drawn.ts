// Everything that leaves, drawn in a real browser as its readers' clients would, and what the browser made of it. The card renderer is the
// real one; its Markdown is as generous as any client's could be: what looks like a link, an image or a tag becomes one.
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { hostConfig } from '../../scripts/golden/hostConfig.ts';
import { OUR_LINK, type Surface } from './surfaces.ts';

const renderer = readFileSync(new URL(import.meta.resolve('adaptivecards/dist/adaptivecards.min.js')), 'utf8');

export interface Findings {
  surfaces: number;
  elements: number;
  /** What a page wanted from elsewhere, scripts that ran, and elements that nobody meant. */
  requests: string[];
  ran: number;
  foreign: string[];
}

/** Runs in the page, so it leans on nothing. */
function generousMarkdown(text: string): string {
  const held: string[] = [];
  const hold = (html: string) => `\ue000${held.push(html) - 1}\ue001`;
  let out = text.replace(/\\([!-/:-@[-`{-~])/g, (_, c: string) => hold(`&#${c.charCodeAt(0)};`));
  out = out.replace(/!\[([^\]]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)/g, (_, alt: string, to: string) =>
    hold(`<img src="${to}" alt="${alt}">`),
  );
  out = out.replace(/\[([^\]]*)\]\(\s*<?([^)>]*?)>?(?:\s+"[^"]*")?\s*\)/g, (_, label: string, to: string) =>
    hold(`<a href="${to}">${label}</a>`),
  );
  out = out.replace(/\[([^\]]*)\]\[\w+\][\s\S]*?\[\w+\]:\s*(\S+)/g, (_, label: string, to: string) =>
    hold(`<a href="${to}">${label}</a>`),
  );
  out = out.replace(/<([a-z][a-z0-9+.-]*:[^\s>]*|[\w.+-]+@[\w.-]+)>/gi, (_, to: string) =>
    hold(`<a href="${to}">${to}</a>`),
  );
  out = out.replace(/(?:[a-z][a-z0-9+.-]*:\/\/|www\.)[^\s<]+/gi, (to) => hold(`<a href="${to}">${to}</a>`));
  out = out.replace(/[\w.+-]+@[\w-]+\.\w{2,}|\b[\w-]+\.(?:example|com|org|net)\b/gi, (to) =>
    hold(`<a href="http://${to}">${to}</a>`),
  );
  out = out.replace(/^#{1,6}\s+(.*)$/gm, '<h1>$1</h1>').replace(/^>\s?(.*)$/gm, '<blockquote>$1</blockquote>');
  out = out.replace(/`([^`]+)`/g, '<code>$1</code>');
  for (let i = 0; i < 4; i++) out = out.replace(/\ue000(\d+)\ue001/g, (_, n: string) => held[Number(n)] ?? '');
  return out;
}

interface Drawable {
  card?: unknown;
  markdown?: string;
  html?: string;
}

function drawable(surface: Surface): Drawable[] {
  if ('html' in surface) return [{ html: surface.html }];
  if (!('post' in surface)) return [];
  const { card, text, mentions = [] } = surface.post;
  // What is meant is taken out: what is left is somebody's wish.
  const meant = mentions.reduce((left, { name }) => left.replace(`<at>${name}</at>`, 'somebody'), text ?? '');
  return [...(card === undefined ? [] : [{ card }]), ...(meant === '' ? [] : [{ markdown: meant }])];
}

/** What is drawn, as one page; papers and answer pages stand in frames of their own, whose scripts would run. */
export function pageOf(surfaces: readonly Surface[]): string {
  const data = JSON.stringify(surfaces.flatMap(drawable))
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return `<!doctype html><meta charset="utf-8"><body><script id="ours">${renderer.replaceAll('</script', '<\\/script')}</script>
<script id="ours-too">
  const generous = ${generousMarkdown.toString()};
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = generous(text);
    result.didProcess = true;
  };
  for (const { card, markdown, html } of ${data}) {
    const place = document.createElement(html === undefined ? 'div' : 'iframe');
    if (card !== undefined) {
      const drawn = new AdaptiveCards.AdaptiveCard();
      drawn.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(hostConfig('light'))});
      drawn.parse(card);
      place.appendChild(drawn.render());
    } else if (markdown !== undefined) place.innerHTML = generous(markdown);
    else place.srcdoc = html;
    document.body.appendChild(place);
  }
  window.placed = true;
</script>`;
}

/** Runs in the page, as text: every element that is more than text. The types of this project know no browser. */
const look = (ours: string): string => `(() => {
  const ours = ${JSON.stringify(ours)};
  const reaching = 'a img script iframe object embed video audio svg math link base at template noscript blockquote code details'.split(' ');
  const fetching = ['src', 'action', 'formaction', 'background', 'poster'];
  const windows = [window, ...Array.from(document.querySelectorAll('iframe'), (one) => one.contentWindow)];
  const foreign = [];
  let elements = 0;
  for (const one of windows) {
    if (one !== window && one.document.body.textContent.trim() === '') foreign.push('an empty page');
    for (const element of one.document.querySelectorAll('*')) {
      elements += 1;
      const tag = element.tagName.toLowerCase();
      const href = element.getAttribute('href') ?? '';
      const placed = one === window && (element.id.startsWith('ours') || (tag === 'iframe' && element.parentElement === document.body));
      const meant = placed || (tag === 'a' && (/^tel:\\+?\\d{3,15}$/.test(href) || href === ours));
      const answering = tag === 'form' && (one === window || element.hasAttribute('action'));
      const leaving = tag === 'meta' && element.hasAttribute('http-equiv');
      if ((reaching.includes(tag) && !meant) || answering || leaving) foreign.push(element.outerHTML.slice(0, 160));
      for (const { name } of element.attributes)
        if (name.startsWith('on') || (fetching.includes(name) && !placed)) foreign.push(name + ' on ' + element.outerHTML.slice(0, 120));
      if (/url\\(|@import/i.test(element.getAttribute('style') ?? '')) foreign.push('a style on ' + element.outerHTML.slice(0, 120));
    }
  }
  return { elements, ran: windows.filter((one) => '__ran' in one).length, foreign };
})()`;

/** Every request is counted and none is let out. */
export async function drawnIn(browser: Browser, surfaces: readonly Surface[]): Promise<Findings> {
  const tab = await browser.newPage();
  const requests: string[] = [];
  try {
    await tab.route('**/*', (route) => {
      requests.push(route.request().url().slice(0, 200));
      return route.abort();
    });
    tab.on('dialog', (dialog) => {
      requests.push(`a dialog: ${dialog.message().slice(0, 80)}`);
      void dialog.dismiss();
    });
    await tab.setContent(pageOf(surfaces), { waitUntil: 'load' });
    if ((await tab.evaluate('window.placed')) !== true) throw new Error('The page was not drawn to its end');
    const seen = await tab.evaluate<Pick<Findings, 'elements' | 'ran' | 'foreign'>>(look(OUR_LINK));
    return { surfaces: surfaces.length, requests, ...seen };
  } finally {
    await tab.close();
  }
}
