/** The little of Markdown that cards use, for the renderer's hook: escapes, bold, italic, links. Runs in the page, so it leans on nothing. */
export function cardMarkdown(text: string): string {
  const held: string[] = [];
  const hold = (html: string) => `\ue000${held.push(html) - 1}\ue000`;
  const html = (of: string) =>
    of
      .replace(/&(?!#?\w+;)/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;');
  const escaped = text.replace(/\\([!-/:-@[-`{-~])/g, (_, c: string) => hold(html(c)));
  const done = html(escaped)
    .replace(/\[([^\]]+)\]\(((?:tel|https?|mailto):[^)\s]+)\)/g, (_, label: string, to: string) =>
      hold(`<a href="${to}">${label}</a>`),
    )
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|[^\w])_([^_]+)_(?=[^\w]|$)/g, '$1<em>$2</em>');
  let out = done;
  for (let i = 0; i < 3; i++) out = out.replace(/\ue000(\d+)\ue000/g, (_, n: string) => held[Number(n)] ?? '');
  return `<p>${out}</p>`;
}
