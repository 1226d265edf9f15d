/** The name of an axis over all panels, from 0 at the bottom to 1 at the top, for lines that go through all of them. */
export const MARKS = 'marks';

export const marksAxis = { type: 'linear' as const, axis: 'y' as const, display: false, min: 0, max: 1, ticks: {} };

/** A dotted line from top to bottom at an iteration, behind the others: a data set of its own, which every server draws. */
export const verticalMark = (iteration: number, label: string, colour: string) => ({
  label,
  data: [
    { x: iteration, y: 0 },
    { x: iteration, y: 1 },
  ],
  yAxisID: MARKS,
  borderColor: colour,
  backgroundColor: colour,
  borderWidth: 2,
  borderDash: [3, 4],
  pointStyle: 'line' as const,
  pointRadius: 0,
  clip: false as const,
  // Those with a higher number are drawn first.
  order: 1,
});
