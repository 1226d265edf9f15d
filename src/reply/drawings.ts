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
