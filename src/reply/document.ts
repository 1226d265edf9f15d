import { z } from 'zod';
import { MAX_FILE } from '../limits.ts';
import { asksSchema, gradedSchema } from './asked.ts';
import { contentsSchema, includedSchema } from './course.ts';
import { masteryDrawing, matrixDrawing, sharesDrawing } from './drawings.ts';

/** What a date can say. */
const LAST_MOMENT = 8.64e15;

/** A run of text. `code` is for everything mathematical: a bare `a*b` turns italic in a chat. */
const span = z.discriminatedUnion('style', [
  z.object({ style: z.enum(['plain', 'strong']), text: z.string() }),
  z.object({
    style: z.literal('code'),
    text: z.string(),
    /** A formula: the same in LaTeX, for where it can be typeset. */
    latex: z.string().min(1).optional(),
  }),
  /** A moment in ms since 1970, which some platforms count down to; `text` says it where nothing moves. */
  z.object({
    style: z.literal('time'),
    text: z.string().min(1),
    at: z.int().min(0).max(LAST_MOMENT),
    /** Is it far away, and the day matters? Then nothing counts down. */
    day: z.boolean().optional(),
  }),
]);

const spans = z.array(span);

/** Of a text that a button asks for, in one line or in many: as many characters as fit everywhere. */
export const MAX_INPUT = 400;
export const MAX_LONG_INPUT = 3000;

/**
 * A line such as "/grad a*b+c --detail full": pressing a button means typing its command. Under what all can see,
 * the answer is for whoever pressed it alone, unless the button is for everybody.
 */
const button = z.object({
  label: z.string(),
  /** What stands on it where that fits: of an option its text behind the letter, which is the label. */
  whole: z.string().min(1).optional(),
  /** What `whole` says, for where its formulas can be typeset. */
  spans: spans.optional(),
  command: z.string(),
  everybody: z.boolean().optional(),
  /** What to call a text of at most {@link MAX_INPUT} characters that is asked for first, and put behind the command. */
  input: z
    .string()
    .regex(/^[^|]{1,45}$/)
    .optional(),
  /** May that text have many lines, and {@link MAX_LONG_INPUT} characters? */
  long: z.boolean().optional(),
  /** What stands in the field at first: a text that could not be read, to be put right. */
  filled: z.string().max(MAX_LONG_INPUT).optional(),
});

/** A page elsewhere, by its whole address. */
const link = z.object({ label: z.string().min(1), url: z.url({ protocol: /^https?$/ }) });

/**
 * A value in a computation graph. Texts are as a person reads them: an empty one leaves its place free, and where it is
 * left out the card has no such place.
 */
const graphCard = z.object({
  id: z.int().min(0),
  /** A constant is small and has no gradient; a group stands for a whole sub-expression, which is its name. */
  kind: z.enum(['value', 'constant', 'group']),
  name: z.string(),
  value: z.string().optional(),
  grad: z.string().optional(),
  /** The widest text that `grad` has in any frame of an animation: the card keeps its size. */
  widest: z.string().optional(),
  /** Changed in this frame, or where a computation went wrong. */
  mark: z.enum(['active', 'error']).optional(),
});

/** An operation between cards, which are named by their `id`. */
const graphOperation = z.object({
  /** Left out where a group's inner operations are meant: then dashed arrows lead from its inputs straight to it. */
  symbol: z.string().optional(),
  operands: z.array(z.int()),
  result: z.int(),
  /** In this frame the gradient flows back through it. */
  active: z.boolean().optional(),
  /** The places of operands on the way back to which somebody made a mistake. */
  wrong: z.array(z.int().min(0)).optional(),
});

/** A computation graph; its layout is made as it is drawn. */
const graphDrawing = z.object({
  type: z.literal('graph'),
  title: z.string(),
  /** Lines of text, the longest broken where the picture ends. */
  subtitle: z.array(z.string()),
  /** In an animation: the picture is as wide as its box, with room for so many lines, so that all frames are alike. */
  room: z.int().positive().optional(),
  /** Where the arrows lead. */
  direction: z.enum(['right', 'down']),
  /** Value and gradient beside each other under the name, under each other, or all three on one line. */
  form: z.enum(['columns', 'rows', 'line']),
  cards: z.array(graphCard).min(1),
  operations: z.array(graphOperation),
});

/** An equation in LaTeX, with the macros of `pictures/formulas/`. */
const equation = z.object({
  left: z.string(),
  /** Rows below one another of right sides, each with its sign in front. */
  rows: z.array(z.array(z.string())),
  /** As it is read out. */
  text: z.string(),
});

/** Equations one below the other, aligned at their first sign. */
const formulasDrawing = z.object({
  type: z.literal('formulas'),
  title: z.string(),
  subtitle: z.array(z.string()),
  equations: z.array(equation).min(1),
  /** What is said where not all of them have room. */
  rest: z.string(),
});

/** Two ends, each of two coordinates of two bytes. */
const BYTES_A_PIECE = 8;

/** A function's values over the area of two axes of a chart, to be drawn under its points. */
const heatMap = z
  .object({
    xAxis: z.string(),
    yAxis: z.string(),
    columns: z.int().min(2).max(200),
    rows: z.int().min(2).max(200),
    /** In base64 a byte a value, row by row from the bottom up: 1 to 255 over the range shown, 0 where there is none. */
    values: z.base64(),
    /** Of a map of classes, a byte a value: which class it is. The value says how clearly. */
    regions: z.base64().optional(),
    /** The contour line in straight pieces, of four numbers from 0 to 65535 across the area, two bytes each, in base64. */
    line: z.base64(),
    /** Of the line, and of the lowest and the highest value or of each class. */
    colours: z.union([
      z.strictObject({ low: z.string(), high: z.string(), line: z.string() }),
      z.strictObject({ classes: z.array(z.string()).min(1), line: z.string() }),
    ]),
  })
  .refine(({ columns, rows, values }) => Buffer.from(values, 'base64').length === columns * rows)
  .refine(({ values, regions }) => regions === undefined || regions.length === values.length)
  .refine(({ regions, colours }) => (regions === undefined) === 'low' in colours)
  .refine(({ line }) => Buffer.from(line, 'base64').length % BYTES_A_PIECE === 0);

/** A picture from elsewhere, by its address of https: shown where the operator allows its host, no larger than its box. */
const remoteDrawing = z.object({
  type: z.literal('remote'),
  url: z.string().max(1000),
  /** Its file in base64, once it is fetched. */
  data: z.base64().optional(),
});

/** What a picture that stands still is drawn from, in plain JSON. */
const still = z.discriminatedUnion('type', [
  /** A Chart.js configuration. */
  z.object({ type: z.literal('chart'), chart: z.record(z.string(), z.unknown()) }),
  /** A Chart.js configuration over heat maps. */
  z.object({ type: z.literal('field'), chart: z.record(z.string(), z.unknown()), maps: z.array(heatMap).min(1) }),
  graphDrawing,
  formulasDrawing,
  matrixDrawing,
  masteryDrawing,
  sharesDrawing,
]);

/** Frames of one size, each shown for `ms` milliseconds; over and over. */
const animation = z.object({
  type: z.literal('animation'),
  frames: z.array(z.object({ drawing: still, ms: z.int().positive() })).min(1),
});

/**
 * A picture that is still to be drawn. `alt` says what a sighted person learns from it. Size in CSS pixels; it is
 * drawn at twice that. A graph's size is a box that it fits in: how large it is, its layout decides.
 */
const picture = z.object({
  kind: z.literal('picture'),
  name: z.string().regex(/^[a-z0-9-]+$/),
  alt: z.string().min(1).max(1000),
  width: z.int().positive(),
  height: z.int().positive(),
  drawing: z.discriminatedUnion('type', [...still.options, animation, remoteDrawing]),
});

const node = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({ kind: z.literal('paragraph'), spans }),
  z.object({
    kind: z.literal('list'),
    items: z.array(spans),
    /** Do buttons say the same, where they are shown as a `whole`? */
    onButtons: z.boolean().optional(),
  }),
  /** Shown as it is in a fixed-width font. */
  z.object({
    kind: z.literal('code'),
    text: z.string(),
    /** The same for where formulas can be typeset, and the lines that are no formulas. */
    typeset: z.object({ equations: z.array(equation).min(1), rest: z.string().optional() }).optional(),
  }),
  /** Cells are right-aligned under their column's title. */
  z.object({ kind: z.literal('table'), columns: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  picture,
  /** A text to keep, such as a table of scores. */
  z.object({
    kind: z.literal('file'),
    name: z.string().regex(/^[a-z0-9-]+\.[a-z]{2,5}$/),
    text: z.string().min(1).max(MAX_FILE),
  }),
  /** What to do next. */
  z.object({ kind: z.literal('buttons'), buttons: z.array(button) }),
  /** Addresses to open in a browser. */
  z.object({ kind: z.literal('links'), links: z.array(link) }),
  /** How far long work has come: `done` of `total` steps. */
  z
    .object({ kind: z.literal('progress'), done: z.int().min(0), total: z.int().positive(), note: z.string() })
    .refine(({ done, total }) => done <= total),
]);

/** What a command answers, for any platform: a list of nodes, as plain JSON. */
export const replySchema = z.object({
  nodes: z.array(node),
  /** The formulas of the reply as LaTeX, to copy. */
  latex: z.string().optional(),
  asks: asksSchema.optional(),
  /** The lines of the buttons that stand for what somebody has answered now: where buttons stay, these have a mark. */
  chosen: z.array(z.string()).optional(),
  graded: z.array(gradedSchema).optional(),
  included: z.array(includedSchema).optional(),
  contents: contentsSchema.optional(),
});

export type Reply = z.infer<typeof replySchema>;
export type ReplyNode = z.infer<typeof node>;
export type Span = z.infer<typeof span>;
export type Picture = z.infer<typeof picture>;
/** A node of this kind. */
export type FileNode = Extract<ReplyNode, { kind: 'file' }>;
export type StillDrawing = z.infer<typeof still>;
export type HeatMap = z.infer<typeof heatMap>;
export type Equation = z.infer<typeof equation>;
/** An equation with its parts as SVG elements. */
export interface TypesetEquation {
  readonly left: string;
  readonly rows: readonly (readonly string[])[];
  readonly text: string;
}
export type FormulasDrawing = z.infer<typeof formulasDrawing>;
export type SharesDrawing = z.infer<typeof sharesDrawing>;
export type MatrixDrawing = z.infer<typeof matrixDrawing>;
export type MasteryDrawing = z.infer<typeof masteryDrawing>;
export type GraphDrawing = z.infer<typeof graphDrawing>;
export type GraphCard = z.infer<typeof graphCard>;
export type GraphOperation = z.infer<typeof graphOperation>;

/** Whether pictures are for a dark or a light page. */
export const THEMES = ['dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

/** What a drawn picture is called as a file, and its media type. */
export const fileOf = ({ name, drawing }: Picture): { readonly name: string; readonly type: string } =>
  drawing.type === 'animation'
    ? { name: `${name}.gif`, type: 'image/gif' }
    : { name: `${name}.png`, type: 'image/png' };
export type Button = z.infer<typeof button>;
export type Link = z.infer<typeof link>;
