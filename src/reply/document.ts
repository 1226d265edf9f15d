import { z } from 'zod';

/** A run of text. `code` is for everything mathematical: a bare `a*b` turns italic in a chat. */
const span = z.object({ style: z.enum(['plain', 'code', 'strong']), text: z.string() });

const spans = z.array(span);

/**
 * A line such as "/grad a*b+c --detail full": pressing a button means typing its command. Under what all can see,
 * the answer is for whoever pressed it alone, unless the button is for everybody.
 */
const button = z.object({ label: z.string(), command: z.string(), everybody: z.boolean().optional() });

/**
 * A picture that is still to be drawn: `chart` is a Chart.js configuration of plain JSON. `alt` says what a
 * sighted person learns from it. Size in CSS pixels; it is drawn at twice that.
 */
const picture = z.object({
  kind: z.literal('picture'),
  name: z.string().regex(/^[a-z0-9-]+$/),
  alt: z.string().min(1).max(1000),
  width: z.int().positive(),
  height: z.int().positive(),
  chart: z.record(z.string(), z.unknown()),
});

const node = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({ kind: z.literal('paragraph'), spans }),
  z.object({ kind: z.literal('list'), items: z.array(spans) }),
  /** Shown as it is in a fixed-width font. */
  z.object({ kind: z.literal('code'), text: z.string() }),
  /** Cells are right-aligned under their column's title. */
  z.object({ kind: z.literal('table'), columns: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  picture,
  /** What to do next. */
  z.object({ kind: z.literal('buttons'), buttons: z.array(button) }),
  /** How far long work has come: `done` of `total` steps. */
  z
    .object({ kind: z.literal('progress'), done: z.int().min(0), total: z.int().positive(), note: z.string() })
    .refine(({ done, total }) => done <= total),
]);

/** What a command answers, for any platform: a list of nodes, as plain JSON. */
export const replySchema = z.object({ nodes: z.array(node) });

export type Reply = z.infer<typeof replySchema>;
export type ReplyNode = z.infer<typeof node>;
export type Span = z.infer<typeof span>;
export type Picture = z.infer<typeof picture>;
export type Button = z.infer<typeof button>;
