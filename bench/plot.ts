/** Lines over a logarithmic axis, as an SVG of a few hundred bytes: whether a cost grows is seen faster than read. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Plot {
  /** Names the file, too. */
  name: string;
  title: string;
  /** What grows. */
  x: string;
  lines: { name: string; points: readonly (readonly [x: number, y: number])[] }[];
  /** The y axis reaches at least so far, so that noise is not blown up to a mountain. */
  atLeast: number;
}

const WIDTH = 480;
const HEIGHT = 240;
const LEFT = 48;
const RIGHT = 96;
const TOP = 32;
const BOTTOM = 40;
/** Told apart on white and on black, also by those who do not see red and green. */
const COLOURS = ['#0072b2', '#d55e00', '#8a8a8a'];

/** Writes `name.svg` for each. */
export function draw(plots: readonly Plot[], folder = join(import.meta.dirname, 'plots')): void {
  mkdirSync(folder, { recursive: true });
  for (const plot of plots) writeFileSync(join(folder, `${plot.name}.svg`), svgOf(plot));
}

/** The x axis is logarithmic, the y axis begins at 0: a flat line means that it costs the same however much there is. */
function svgOf({ title, x, lines, atLeast }: Plot): string {
  const all = lines.flatMap(({ points }) => points);
  const xs = [...new Set(all.map(([at]) => at))].sort((a, b) => a - b);
  const top = roundUp(Math.max(atLeast, ...all.map(([, y]) => y)));
  const [first = 1, last = 1] = [xs[0], xs.at(-1)];
  const across = (at: number) => LEFT + (Math.log(at / first) / Math.log(last / first || 10)) * (WIDTH - LEFT - RIGHT);
  const down = (y: number) => HEIGHT - BOTTOM - (y / top) * (HEIGHT - TOP - BOTTOM);
  const text = (words: string, left: number, base: number, more = '') =>
    `<text x="${left.toFixed(1)}" y="${base.toFixed(1)}"${more}>${words}</text>`;
  const rulers = [0, top / 2, top].map(
    (y) =>
      `<path d="M${LEFT} ${down(y).toFixed(1)}H${WIDTH - RIGHT}" stroke="#8a8a8a" stroke-opacity=".4"/>` +
      text(String(y), LEFT - 6, down(y) + 4, ' text-anchor="end"'),
  );
  const marks = xs.map((at) =>
    text(at.toLocaleString('en'), across(at), HEIGHT - BOTTOM + 16, ' text-anchor="middle"'),
  );
  const drawn = lines.map(({ name, points }, index) => {
    const colour = COLOURS[index % COLOURS.length];
    const path = points.map(([at, y]) => `${across(at).toFixed(1)},${down(y).toFixed(1)}`).join(' ');
    const end = points.at(-1);
    return (
      `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>` +
      (end ? text(name, across(end[0]) + 6, down(end[1]) + 4, ` style="fill:${colour}"`) : '')
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="11">
<style>text{fill:#57606a}@media(prefers-color-scheme:dark){text{fill:#c9d1d9}}</style>
${text(title, LEFT, 18, ' font-weight="bold"')}
${rulers.join('\n')}
${marks.join('\n')}
${text(x, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, ' text-anchor="middle"')}
${drawn.join('\n')}
</svg>
`;
}

/** 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= value * 0.999) ?? 10;
  return Number((step * power).toPrecision(2));
}
