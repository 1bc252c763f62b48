/** A host configuration like that of Teams: sizes, spacing and action limits as found in the Agents Playground, band colours of today's Teams. */

export type Theme = 'light' | 'dark';

interface Palette {
  page: string;
  card: string;
  edge: string;
  text: string;
  subtle: string;
  accent: string;
  attention: string;
  line: string;
  emphasis: string;
  accentBand: string;
  attentionBand: string;
  warningBand: string;
  primary: string;
}

export const palettes: Record<Theme, Palette> = {
  light: {
    page: '#f5f5f5',
    card: '#ffffff',
    edge: '#e0e0e0',
    text: '#242424',
    subtle: '#616161',
    accent: '#5b5fc7',
    attention: '#c4314b',
    line: '#e0e0e0',
    emphasis: '#f5f5f5',
    accentBand: '#e8ebfa',
    attentionBand: '#fdf3f6',
    warningBand: '#fbf6d9',
    primary: '#5b5fc7',
  },
  dark: {
    page: '#1f1f1f',
    card: '#292929',
    edge: '#3d3d3d',
    text: '#ffffff',
    subtle: '#adadad',
    accent: '#9299f7',
    attention: '#f9526b',
    line: '#3d3d3d',
    emphasis: '#1f1f1f',
    accentBand: '#2f2f4a',
    attentionBand: '#3d1e25',
    warningBand: '#3b3213',
    primary: '#5b5fc7',
  },
};

export function hostConfig(theme: Theme): object {
  const p = palettes[theme];
  const same = (colour: string) => ({ default: colour, subtle: colour });
  const foregroundColors = {
    default: { default: p.text, subtle: p.subtle },
    accent: same(p.accent),
    attention: same(p.attention),
    // Never used: too faint on white. A loud colour shows a slip at once.
    good: same('#ff00ff'),
    warning: same('#ff00ff'),
  };
  const band = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  return {
    fontFamily: 'Inter, "Segoe UI", sans-serif',
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    spacing: { small: 8, default: 8, medium: 16, large: 24, extraLarge: 32, padding: 16 },
    separator: { lineThickness: 1, lineColor: p.line },
    supportsInteractivity: true,
    containerStyles: {
      default: band(p.card),
      emphasis: band(p.emphasis),
      accent: band(p.accentBand),
      attention: band(p.attentionBand),
      warning: band(p.warningBand),
      good: band('#ff00ff'),
    },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 8, style: 'emphasis' },
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    inputs: {
      label: {
        inputSpacing: 'small',
        requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
        optionalInputs: { weight: 'bolder' },
      },
      errorMessage: { color: 'attention' },
    },
    factSet: { title: { weight: 'bolder', maxWidth: 150 }, value: { wrap: true }, spacing: 12 },
    textBlock: { headingLevel: 2 },
    textStyles: { heading: { size: 'large', weight: 'bolder' } },
  };
}
