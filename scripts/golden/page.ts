/** The page in which a card is drawn: the real renderer, buttons and inputs dressed as in Teams. */
import { readFileSync } from 'node:fs';
import { hostConfig, palettes, type Theme } from './hostConfig.ts';
import { cardMarkdown } from './markdown.ts';

const renderer = readFileSync(new URL(import.meta.resolve('adaptivecards/dist/adaptivecards.min.js')), 'utf8');

function style(theme: Theme, width: number): string {
  const p = palettes[theme];
  return `
    * { box-sizing: border-box; }
    body { margin: 0; padding: 12px; background: ${p.page}; width: ${width}px; font-family: Inter, sans-serif; color: ${p.text}; }
    #card { background: ${p.card}; border: 1px solid ${p.edge}; border-radius: 6px; overflow: hidden; }
    p { margin: 0; }
    a { color: ${p.accent}; text-decoration: none; }
    .ac-container, .ac-columnSet { overflow: visible; }
    .ac-actionSet { gap: 8px; row-gap: 8px; flex-wrap: wrap !important; }
    .ac-actionSet > div[style*="flex: 0 0 auto"] { display: none; }
    .ac-pushButton { font: 600 14px Inter, sans-serif; color: ${p.text}; background: ${p.card}; border: 1px solid ${theme === 'light' ? '#d1d1d1' : '#666666'}; border-radius: 4px; padding: 5px 12px; min-height: 32px; }
    .ac-pushButton.style-positive { background: ${p.primary}; border-color: ${p.primary}; color: #ffffff; }
    .ac-input { font: 400 14px Inter, sans-serif; color: ${p.text}; background: ${theme === 'light' ? '#ffffff' : '#1f1f1f'}; border: 1px solid ${theme === 'light' ? '#d1d1d1' : '#666666'}; border-radius: 4px; padding: 6px 12px; width: 100%; min-height: 32px; }
    .ac-input-container { overflow: hidden; }
    .ac-choiceSetInput-expanded { padding: 6px; }
    .ac-choiceSetInput-expanded, .ac-choiceSetInput-multiSelect { border: 1px solid ${theme === 'light' ? '#d1d1d1' : '#666666'}; border-radius: 4px; }
    .ac-choiceSetInput-expanded input, .ac-choiceSetInput-multiSelect input { width: auto; min-height: 0; }
    h1, h2, h3 { margin: 0; font: inherit; }
  `;
}

/** HTML of one card. What the card wants hidden stays hidden: the picture shows what a reader sees first. */
export function page(card: unknown, theme: Theme, width: number): string {
  const data = (of: unknown) => JSON.stringify(of).replaceAll('<', '\\u003c');
  return `<!doctype html><meta charset="utf-8"><style>${style(theme, width)}</style><div id="card"></div>
<script>${renderer}</script>
<script>
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = (${cardMarkdown.toString()})(text);
    result.didProcess = true;
  };
  AdaptiveCards.AdaptiveCard.onAnchorClicked = () => true;
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(${data(hostConfig(theme))});
  card.parse(${data(card)});
  document.getElementById('card').appendChild(card.render());
  window.problems = card.validateProperties().validationEvents.map((e) => e.message);
</script>`;
}
