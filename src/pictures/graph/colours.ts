import type { Theme } from '../../reply/document.ts';
import { PALETTES } from '../theme.ts';

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
