import type { Theme } from '../reply/document.ts';

/** Size of every picture, in CSS pixels: 16 to 9, as chats show it. */
export const WIDTH = 800;
export const HEIGHT = 450;

/** Text must keep 12 px when a chat scales the picture to 550 px: 12 × 800 / 550 = 17.5. */
export const TEXT_SIZE = 18;
export const TITLE_SIZE = 24;
/** Height of a line of text over its size; Chart.js's own default. */
export const LINE_HEIGHT = 1.2;

/** Inter lacks ∇ ∈ ℝ ⊙ ᵀ; DejaVu Sans has them. The bundled ones first; the others are for a QuickChart server. */
const FONT_FAMILY = 'Bundled Inter, Bundled DejaVu, Inter, DejaVu Sans, sans-serif';

/** Contrast with the background is at least 4.5; 3 for classes, which write nothing; less for the grid, behind the lines. */
const DARK = {
  /** A chat's dark grey. Always painted: on a transparent picture the text vanishes in a light chat. */
  background: '#313338',
  title: '#F2F3F5',
  text: '#B5BAC1',
  grid: '#4A4D54',
  /** These four stay apart for the colour-blind. */
  blue: '#56B4E9',
  orange: '#E69F00',
  green: '#4FC3A1',
  pink: '#E58CC1',
  /** Of classes: these eight differ in lightness too, and stay apart without one of the three kinds of cones. */
  classBlue: '#44AADD',
  classOrange: '#FFCC99',
  classGreen: '#00FF55',
  classPink: '#EE88BB',
  classYellow: '#CCCC00',
  classRed: '#FF6B6B',
  classPurple: '#EE99FF',
  classTurquoise: '#88FFEE',
} as const;

export type Colour = keyof typeof DARK;

export const PALETTES: Readonly<Record<Theme, Readonly<Record<Colour, string>>>> = {
  dark: DARK,
  light: {
    background: '#FFFFFF',
    title: '#1E1F22',
    text: '#4E5058',
    grid: '#DCDEE3',
    blue: '#0072B2',
    orange: '#B45F00',
    green: '#00795A',
    pink: '#A3457F',
    classBlue: '#2277BB',
    classOrange: '#664411',
    classGreen: '#116633',
    classPink: '#EE00BB',
    classYellow: '#666600',
    classRed: '#CC2244',
    classPurple: '#553366',
    classTurquoise: '#119988',
  },
};

/** A picture is composed in the dark theme's colours; {@link inTheme} gives it those of another. */
export const COLOURS = DARK;

/** The same drawing in the colours of a theme: every string that is one of the dark theme's colours is replaced. */
export function inTheme<T>(drawing: T, theme: Theme): T {
  if (theme === 'dark') return drawing;
  const translation = new Map<unknown, string>(
    (Object.keys(DARK) as Colour[]).map((colour) => [DARK[colour], PALETTES[theme][colour]]),
  );
  return JSON.parse(JSON.stringify(drawing), (_, value) => translation.get(value) ?? value);
}

/** A Chart.js font. */
export const font = (size: number, weight: 'normal' | 'bold' = 'normal') => ({
  family: FONT_FAMILY,
  size,
  weight,
  lineHeight: LINE_HEIGHT,
});

/** What a graph has besides a chart's colours: every text has a contrast of at least 4.5 with what it stands on. */
const SURFACES = {
  dark: { card: '#1E1F22', operation: '#4A4D54', line: '#949BA4' },
  light: { card: '#FFFFFF', operation: '#E9EAEE', line: '#6D717A' },
} as const;

/** The colours of a graph in a theme. */
export const graphColours = (theme: Theme) => {
  const { background, title, text, blue, orange, pink } = PALETTES[theme];
  return { background, title, text, value: blue, grad: orange, error: pink, ...SURFACES[theme] };
};

export type GraphColours = ReturnType<typeof graphColours>;
