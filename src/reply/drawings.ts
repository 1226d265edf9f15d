import { z } from 'zod';

/** Which class was taken for which. */
export const matrixDrawing = z
  .object({
    type: z.literal('matrix'),
    title: z.string(),
    subtitle: z.array(z.string()),
    /** What a row and what a column is. */
    axes: z.object({ row: z.string(), column: z.string() }),
    names: z.array(z.string()).min(1),
    /** Row by row. */
    counts: z.array(z.array(z.int().min(0))),
  })
  .refine(({ names, counts }) => [counts, ...counts].every(({ length }) => length === names.length));

/** How answers are shared out: a bar for each question, in parts with a label each. */
export const sharesDrawing = z.object({
  type: z.literal('shares'),
  title: z.string(),
  subtitle: z.array(z.string()),
  rows: z
    .array(
      z.object({
        name: z.string(),
        parts: z.array(
          z.object({ label: z.string(), count: z.int().min(0), kind: z.enum(['right', 'wrong', 'neither']) }),
        ),
      }),
    )
    .min(1),
});

/** What somebody can do: a row for each topic, a column for each level. */
export const masteryDrawing = z
  .object({
    type: z.literal('mastery'),
    title: z.string(),
    subtitle: z.array(z.string()),
    columns: z.array(z.string()).min(1),
    rows: z
      .array(
        z.object({
          name: z.string(),
          cells: z.array(
            z.object({
              /** The mean probability that what was tried is known now, 0 to 1; left out where nothing was tried. */
              sure: z.number().min(0).max(1).optional(),
              /** So many skills were tried, of so many; where there are none, the cell stays empty. */
              tried: z.int().min(0),
              all: z.int().min(0),
            }),
          ),
        }),
      )
      .min(1),
  })
  .refine(({ columns, rows }) => rows.every(({ cells }) => cells.length === columns.length));
