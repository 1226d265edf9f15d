/** Size of every picture, in CSS pixels: 16 to 9, as chats show it. */
export const WIDTH = 800;
export const HEIGHT = 450;

/** Text must keep 12 px when a chat scales the picture to 550 px: 12 × 800 / 550 = 17.5. */
export const TEXT_SIZE = 18;
export const TITLE_SIZE = 24;
/** Height of a line of text over its size; Chart.js's own default. */
export const LINE_HEIGHT = 1.2;

/** Inter lacks ∇ ∈ ℝ ⊙ ᵀ; DejaVu Sans has them. */
const FONT_FAMILY = 'Inter, DejaVu Sans, sans-serif';

/** A chat's dark grey. Always painted: on a transparent picture the text vanishes in a light chat. */
export const BACKGROUND = '#313338';

/** Contrast with the background is at least 4.5, but for the grid, which must stay behind the lines. */
export const COLOURS = {
  title: '#F2F3F5',
  text: '#B5BAC1',
  grid: '#4A4D54',
  /** These four stay apart for the colour-blind. */
  blue: '#56B4E9',
  orange: '#E69F00',
  green: '#4FC3A1',
  pink: '#E58CC1',
} as const;

/** A Chart.js font. */
export const font = (size: number, weight: 'normal' | 'bold' = 'normal') => ({
  family: FONT_FAMILY,
  size,
  weight,
  lineHeight: LINE_HEIGHT,
});
