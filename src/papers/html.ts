/** A page that prints on A4, needs nothing from elsewhere and runs nothing. */
import { written } from './inert.ts';
import type { Paper, PaperSection } from './paper.ts';

/** Black on white, also on a dark screen: what is printed looks like what was seen. */
const STYLE = `
@page { size: A4; margin: 14mm 16mm 15mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; color: #555 } }
:root { color-scheme: light }
body { margin: 0 auto; max-width: 176mm; padding: 8mm; color: #111; background: #fff; font: 11pt/1.42 system-ui, "Segoe UI", Arial, sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.55em; line-height: 1.2; margin: 0 0 1mm }
h2 { font-size: 1.08em; margin: 5mm 0 1.2mm; padding-bottom: .6mm; border-bottom: .3mm solid #999; break-after: avoid }
p, ul, dl { margin: 0 0 1.5mm }
header p, footer p { color: #555; font-size: .88em; margin: 0 }
dl { display: grid; grid-template-columns: minmax(28mm, max-content) 1fr; column-gap: 5mm; row-gap: .6mm }
dt { color: #555 }
dd { margin: 0; font-weight: 600 }
ul { padding-left: 5mm }
li { margin-bottom: .6mm; break-inside: avoid }
footer { margin-top: 6mm; padding-top: 2mm; border-top: .3mm solid #999 }
@media print { body { padding: 0; max-width: none; font-size: 9.5pt; line-height: 1.36 } h2 { margin-top: 3.6mm } }
@media (max-width: 520px) { dl { grid-template-columns: 1fr } dd { margin-bottom: 1.5mm } }
`.trim();

/** The whole page; the same document gives the same bytes. */
export function htmlOf(paper: Paper): string {
  return `<!doctype html>
<html lang="${escaped(paper.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escaped(paper.title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<header>
<h1>${escaped(paper.title)}</h1>
${paragraphs(paper.about)}</header>
<main>
${paper.sections.map(sectionOf).join('')}</main>
${paper.foot.length === 0 ? '' : `<footer>\n${paragraphs(paper.foot)}</footer>\n`}</body>
</html>
`;
}

function sectionOf({ id, title, text = [], pairs = [], lines = [] }: PaperSection): string {
  const table = pairs.map(({ label, value }) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>\n`).join('');
  const list = lines.map((line) => `<li>${escaped(line)}</li>\n`).join('');
  return [
    `<section id="${escaped(id)}">\n<h2>${escaped(title)}</h2>\n`,
    paragraphs(text),
    table === '' ? '' : `<dl>\n${table}</dl>\n`,
    list === '' ? '' : `<ul>\n${list}</ul>\n`,
    '</section>\n',
  ].join('');
}

function paragraphs(lines: readonly string[]): string {
  return lines.map((line) => `<p>${escaped(line)}</p>\n`).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\u00a0': '&nbsp;',
};

/** Between tags and inside quoted attributes alike. Nothing that people wrote becomes a tag, an attribute or a link. */
export function escaped(text: string): string {
  return text.replace(/[&<>"'\u00a0]/gu, (character) => ENTITIES[character] ?? '');
}

/** What a reader of the page sees of an escaped string. */
export function unescaped(html: string): string {
  const back = new Map(Object.entries(ENTITIES).map(([character, entity]) => [entity, character]));
  return written(html.replace(/&[#\w]+;/gu, (entity) => back.get(entity) ?? entity));
}
