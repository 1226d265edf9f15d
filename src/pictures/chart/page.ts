import { balanced } from '../text.ts';
import { COLOURS, font, HEIGHT, TEXT_SIZE, TITLE_SIZE, WIDTH } from '../theme.ts';

/** A size of picture, and of the texts in it, in CSS pixels. */
export interface Page {
  readonly width: number;
  readonly height: number;
  readonly text: number;
  readonly title: number;
  /** Free space at the left and the right edge, at the top and at the bottom. */
  readonly margin: { readonly side: number; readonly top: number; readonly bottom: number };
}

export const STILL_PAGE: Page = {
  width: WIDTH,
  height: HEIGHT,
  text: TEXT_SIZE,
  title: TITLE_SIZE,
  margin: { side: 12, top: 10, bottom: 6 },
};

/** A frame of an animation is smaller, for there are many: a chat shows it as it is, with text of 13 px. */
export const FRAME_PAGE: Page = {
  width: 540,
  height: 360,
  text: 13,
  title: 17,
  margin: { side: 10, top: 8, bottom: 4 },
};

/** Between title and subtitle, and between them and the plot, in pixels. */
export const TITLE_GAP = 4;
export const PLOT_GAP = 14;

export interface Heading {
  readonly title: string;
  /** May be empty. */
  readonly subtitle: string;
}

export const titleLines = ({ width, margin, title: size }: Page, { title }: Heading): string[] =>
  balanced(title, width - 2 * margin.side, size, 'bold');

export const subtitleLines = ({ width, margin, text }: Page, { subtitle }: Heading): string[] =>
  subtitle === '' ? [] : balanced(subtitle, width - 2 * margin.side, text);

/** Chart.js options that all pictures have in common, as plain JSON: texts, margins, title and subtitle. */
export function pageOptions(page: Page, heading: Heading) {
  const { side, top, bottom } = page.margin;
  const subtitle = subtitleLines(page, heading);
  return {
    responsive: false,
    animation: false as const,
    font: font(page.text),
    color: COLOURS.text,
    layout: { padding: { left: side, right: side, top, bottom } },
    plugins: {
      legend: { display: false },
      title: {
        display: true,
        align: 'start' as const,
        text: titleLines(page, heading),
        color: COLOURS.title,
        font: font(page.title, 'bold'),
        padding: { top: 0, bottom: subtitle.length === 0 ? PLOT_GAP + TITLE_GAP : TITLE_GAP },
      },
      subtitle: {
        display: subtitle.length > 0,
        align: 'start' as const,
        text: subtitle,
        color: COLOURS.text,
        font: font(page.text),
        padding: { top: 0, bottom: PLOT_GAP },
      },
    },
  };
}
