import { z } from 'zod';
import { type Command, defineCommand } from '../src/command/define.ts';
import { formatLine, withInput, withOption } from '../src/command/format.ts';
import { UserError } from '../src/errors.ts';
import { listedNames } from '../src/expression/index.ts';
import type { Walk } from '../src/learning/step/place.ts';
import { stepReply } from '../src/learning/step/reply.ts';
import type { StepState } from '../src/learning/step/state.ts';
import { trainWalk } from '../src/learning/step/train.ts';
import { walkThrough } from '../src/learning/step/walk.ts';
import { buttons, code, paragraph, say } from '../src/reply/build.ts';
import type { Button, Reply } from '../src/reply/document.ts';
import { counted } from '../src/text.ts';
import { formulaOptions } from '../src/tutor/formula-options.ts';

const ARTICLE = '(a*b+c)*f a=2 b=-3 c=10 f=-2';
const places = z
  .string()
  .max(200)
  .regex(/^\d{1,3}(,\d{1,3})*$/, 'it is a list of steps, such as 1,4.')
  .optional();

const command: Command = defineCommand({
  name: 'step',
  summary: 'Predict each gradient before it is shown, one step of the chain rule at a time',
  text: 'formula',
  private: true,
  often: true,
  options: z.strictObject({
    formula: z
      .string()
      .max(4000)
      .default(ARTICLE)
      .describe('a formula with values: a*b+c a=2 b=-3 c=10')
      .meta({ suggestions: [ARTICLE, 'y=(a+b)*(b+1) a=2 b=1'] }),
    at: formulaOptions.at,
    wrt: z
      .string()
      .max(500)
      .optional()
      .describe('only the way to these names, as in a,b')
      .meta({ suggestions: ['a'] }),
    names: formulaOptions.names,
    from: z
      .enum(['backward', 'forward'])
      .default('backward')
      .describe('forward asks for each value first, then for the gradients'),
    zeroGrad: z
      .boolean()
      .default(true)
      .describe('of /step train: reset the gradients before each backward pass, or never'),
    together: z.boolean().default(false).describe('with everybody here, as a quiz over these steps'),
    number: z.int().min(1).max(999).default(1).describe('which step').meta({ short: 'n' }),
    answer: z.string().max(400).optional().describe('the letter of an option, or your number'),
    hint: z.int().min(0).max(2).default(0).describe('how many hints to show'),
    show: z.boolean().default(false).describe('the right answer and why').meta({ typedOnly: true }),
    missed: places
      .describe('the steps that were answered wrongly so far')
      .meta({ suggestions: ['1,4'], typedOnly: true }),
    seen: places.describe('the steps whose answer was shown so far').meta({ suggestions: ['2'], typedOnly: true }),
    asked: z
      .string()
      .regex(/^[a-z0-9]{1,8}$/)
      .optional()
      .describe('the question that was shown, as its buttons name it: an answer to another is not graded')
      .meta({ suggestions: ['1yi7tmw'], typedOnly: true }),
  }),
  examples: [
    ['/step', "the article's graph, one question a step"],
    ['/step (a*b+c)*f a=2 b=-3 c=10 f=-2', 'the same with values of your own'],
    ['/step y=(a+b)*(b+1) a=2 b=1', 'a name used twice: what comes back adds up'],
    ['/step (a*b+c)*f', 'without values: each gradient as a formula'],
    ['/step (a*b+c)*f a=2 b=-3 c=10 f=-2 --number 3 --answer -2', 'an answer to the third step'],
    ['/step (a*b+c)*f a=2 b=-3 c=10 f=-2 --number 3 --hint 1', 'its rule'],
    ['/step a*b+c a=2 b=-3 c=10 --from forward', 'predict the values, then the gradients'],
    ['/step (a*b+c)*f a=2 b=-3 c=10 f=-2 --together', 'everybody here predicts, as in a quiz'],
    ['/step train', "two iterations of the article's network"],
    ['/step train --no-zero-grad', 'the same without the reset: predict the stale sum'],
    ['/step tanh(w*x+b) w=0.5 x=2 b=-1 --wrt w', 'only the way to one name'],
  ],
  run({ formula, at, wrt, names, from, zeroGrad, together, number, answer, hint, show, missed, seen, asked }) {
    const given = { formula, at, wrt, names, from, zeroGrad };
    const isLoop = /^train$/i.test(formula.trim());
    const walk = isLoop
      ? loopWalk(given)
      : walkThrough({ formula, at, wrt: listedNames(wrt), names: listedNames(names), from });
    const state: StepState = { number, answer, hint, show, asked, missed: placesIn(missed), seen: placesIn(seen) };
    const lineAt = (place: StepState): string =>
      formatLine(command, {
        ...given,
        ...place,
        missed: place.missed.join(',') || undefined,
        seen: place.seen.join(',') || undefined,
        show: place.show ?? false,
      });
    if (together) return togetherReply(walk, formatLine(command, given));
    const start =
      walk.withNumbers === undefined
        ? []
        : [{ label: 'With numbers', command: formatLine(command, { ...given, at: walk.withNumbers }) }];
    const end = [
      ...start,
      ...(walk.another === undefined
        ? []
        : [{ label: 'Another like it', command: formatLine(command, { formula: walk.another, wrt, names, from }) }]),
      ...(walk.asQuiz === undefined ? [] : [quizButton('Ask it in a quiz', walk.asQuiz)]),
      ...(isLoop
        ? loopButtons(zeroGrad)
        : [{ label: 'Every step', command: `${gradLine({ formula, at, wrt, names })} --detail full` }]),
    ];
    return stepReply(walk, state, { at: lineAt, start, end });
  },
});

export default command;

/** @throws UserError for what only a formula has */
function loopWalk({ zeroGrad, from, ...texts }: { zeroGrad: boolean; from: string } & Record<string, unknown>): Walk {
  const extra = [
    ...(['at', 'wrt', 'names'] as const).filter((key) => texts[key] !== undefined),
    ...(from === 'forward' ? ['from'] : []),
  ];
  if (extra.length === 0) return trainWalk(zeroGrad);
  throw new UserError(`\`/step train\` goes through a fixed run, so it takes no \`--${extra[0]}\`.`, {
    code: 'E_STEP_TRAIN_FIXED',
    hint: 'Leave it out, or step through a formula.',
    remedies: [zeroGrad ? '/step train' : '/step train --no-zero-grad'],
  });
}

/** From the loop on: with or without the reset, and the whole run. */
const loopButtons = (zeroGrad: boolean): Button[] => {
  const [here, other] = zeroGrad ? ['', ' --no-zero-grad'] : [' --no-zero-grad', ''];
  return [
    { label: zeroGrad ? 'Without the reset' : 'With the reset', command: `/step train${other}` },
    { label: 'The whole run', command: `/train${here}` },
  ];
};

const quizButton = (label: string, text: string): Button => ({
  label,
  command: withOption('/quiz start', 'steps', text),
});

/** It is a quiz: everybody predicts alone, and each step ends with what all predicted. */
function togetherReply({ places, asQuiz }: Walk, alone: string): Reply {
  if (asQuiz === undefined) {
    throw new UserError('A quiz cannot ask these steps: `--from forward` and `--names` are for one person alone.', {
      code: 'E_STEPS_NOT_FOR_QUIZ',
      hint: 'Leave them out, or step through it alone.',
      remedies: [alone],
    });
  }
  return {
    nodes: [
      paragraph(
        say`Everybody here predicts ${counted(places.length, 'step')} of ${code(asQuiz)}, each alone. The answer comes with what all predicted. You are the host.`,
      ),
      buttons(quizButton('Start it here', asQuiz)),
    ],
  };
}

/** The numbers in a list such as `1,4`. */
const placesIn = (list: string | undefined): number[] => (list === undefined ? [] : list.split(',').map(Number));

/** The whole derivation of the same formula. */
const gradLine = ({ formula, ...options }: Record<'formula', string> & Record<string, string | undefined>): string =>
  Object.entries(options).reduce(
    (line, [flag, value]) => (value === undefined ? line : withOption(line, flag, value)),
    withInput('/grad', formula),
  );
