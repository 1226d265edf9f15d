import { z } from 'zod';

const MAX_LINE = 1000;

/** The kinds of nodes that may be taken out of a reply. Its buttons and links never are. */
export const INCLUDED_KINDS = ['paragraph', 'list', 'code', 'table', 'picture'] as const;

/**
 * The answer of a command that belongs into a reply: it is computed when the reply is given, so that nothing in it was
 * written down before.
 */
export const includedSchema = z.strictObject({
  /** In front of which node it belongs, counted from 0. */
  at: z.int().min(0),
  line: z.string().max(MAX_LINE),
  /** What of the answer is shown. */
  kinds: z.array(z.enum(INCLUDED_KINDS)).min(1),
});

/** The contents of a course, for where there is room beside a page of it. */
export const contentsSchema = z.strictObject({
  title: z.string(),
  entries: z.array(
    z.strictObject({
      label: z.string(),
      command: z.string().max(MAX_LINE),
      /** 1 a lesson, 2 a page of one. */
      depth: z.union([z.literal(1), z.literal(2)]),
      state: z.enum(['done', 'skipped', 'open']),
      here: z.boolean().optional(),
    }),
  ),
});

export type Included = z.infer<typeof includedSchema>;
export type Contents = z.infer<typeof contentsSchema>;
