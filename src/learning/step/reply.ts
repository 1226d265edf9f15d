import { UserError } from '../../errors.ts';
import { grade } from '../../questions/grading/grade.ts';
import { hash } from '../../questions/hash.ts';
import { letterOf } from '../../questions/letters.ts';
import type { Grade, Question } from '../../questions/question.ts';
import { askedNodes, askedOf, optionButtons } from '../../quiz/views/answering.ts';
import { TYPED } from '../../quiz/views/question.ts';
import type { Asks, Graded } from '../../reply/asked.ts';
import { buttons, code, heading, paragraph, say, strong } from '../../reply/build.ts';
import type { Button, Reply, ReplyNode } from '../../reply/document.ts';
import { endReply } from './end.ts';
import type { Asked, Place, Walk } from './place.ts';
import type { StepLines, StepState } from './state.ts';

/** A question by its options and its answer: no answer is graded against another. */
const shownAs = ({ options, typed }: Question): string =>
  hash(JSON.stringify([options.map(({ text }) => text), typed])).toString(36);

/**
 * One step of a way: its question, what an answer to it is worth, or the end. Pure: all of it is in the state.
 *
 * @throws UserError for an answer that cannot be read
 */
export function stepReply(walk: Walk, state: StepState, lines: StepLines): Reply {
  const place = walk.places[state.number - 1];
  if (place === undefined) return endReply(walk, state, lines);
  const asked = place.ask();
  const here: Here = { walk, place, asked, lines, state: { ...state, asked: shownAs(asked.question) } };
  const acts = state.answer !== undefined || state.show === true || state.hint > 0;
  if (acts && state.asked !== undefined && state.asked !== here.state.asked) return reworked(here);
  if (state.show) return showReply(here);
  if (state.answer === undefined) return askReply(here);
  const graded = gradedAnswer(here, state.answer);
  return graded.score === 1 ? rightReply(here, graded) : wrongReply(here, graded, state.answer);
}

/** @throws UserError for an answer that cannot be read: this step once more, or what it may mean, each as a line */
function gradedAnswer(here: Here, text: string): Grade {
  const { options } = here.asked.question;
  try {
    return grade(here.asked.question, { kind: 'text', text });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { hint } = here.state;
    const meant = error.choices.map((answer) => lineHere(here, { hint, answer }));
    const letters = options.length > 0 ? `Or take a letter: ${options.map((_, i) => letterOf(i)).join(', ')}.` : '';
    throw error.with({
      hint: [error.hint, letters].filter(Boolean).join(' '),
      correction: undefined,
      choices: [],
      remedies: meant.length > 0 ? meant : [lineHere(here, { hint })],
    });
  }
}

/** A step with its question. */
interface Here {
  readonly walk: Walk;
  readonly place: Place;
  readonly asked: Asked;
  readonly state: StepState;
  readonly lines: StepLines;
}

const title = ({ walk, place, state }: Here): ReplyNode =>
  heading(`Step ${state.number} of ${walk.places.length}: ${place.name}`);

/** How it was read is said once, at the start. */
const notes = ({ walk, state }: Here): ReplyNode[] =>
  state.number === 1 ? walk.notes.map((spans) => paragraph([...spans])) : [];

const pictureOf = ({ place }: Here, known: boolean, wrong: Parameters<Place['picture']>[1] = []): ReplyNode[] => {
  const picture = place.picture(known, wrong);
  return picture === undefined ? [] : [picture];
};

const reworked = (here: Here): Reply => ({
  nodes: [
    title(here),
    paragraph(say`This question was reworked since it was shown, so nothing is graded. Take it as it is now.`),
    buttons({ label: 'Fresh question', command: lineHere(here, {}) }),
  ],
});

/** The line of this step with nothing done yet, but for what changes. */
const lineHere = ({ lines, state }: Here, change: Partial<StepState>): string =>
  lines.at({ ...state, answer: undefined, show: undefined, hint: 0, ...change });

/** The line of the next step. */
const nextLine = ({ lines, state }: Here): string =>
  lines.at({ number: state.number + 1, missed: state.missed, seen: state.seen, hint: 0 });

function askReply(here: Here): Reply {
  const { asked, state } = here;
  return {
    nodes: [
      title(here),
      ...notes(here),
      ...pictureOf(here, false),
      ...askedNodes(askedOf(asked.question), asked.question.options.length > 0),
      ...hintNodes(asked, state.hint),
      ...answerButtons(here),
    ],
    asks: takes(here),
  };
}

const hintNodes = ({ hints }: Asked, count: number): ReplyNode[] =>
  count === 0 ? [] : [paragraph(say`${strong('Hint')}`), ...hints.slice(0, count)];

function answerButtons(here: Here): ReplyNode[] {
  const { asked, state, lines } = here;
  const { options, typed } = asked.question;
  const letters = optionButtons(
    options.map(({ text }) => text),
    (letter) => lineHere(here, { hint: state.hint, answer: letter }),
  );
  const others: Button[] = [
    { label: 'Type my answer', command: answerLine(here), input: TYPED[typed?.kind ?? 'number'] },
    ...(state.hint < asked.hints.length
      ? [{ label: state.hint === 0 ? 'Hint' : 'Next hint', command: lineHere(here, { hint: state.hint + 1 }) }]
      : []),
    { label: 'Show', command: lineHere(here, { show: true }) },
    ...(state.number > 1
      ? [
          {
            label: 'Back',
            command: lines.at({ ...state, number: state.number - 1, hint: 0, answer: undefined, asked: undefined }),
          },
        ]
      : lines.start),
  ];
  return [...(letters.length > 0 ? [buttons(...letters)] : []), buttons(...others)];
}

/** What is typed is put behind it. */
const answerLine = (here: Here): string => `${lineHere(here, { hint: here.state.hint })} --answer`;

const takes = (here: Here): Asks => {
  const { options, typed } = here.asked.question;
  const { hint } = here.state;
  const more = hint < here.asked.hints.length ? lineHere(here, { hint: hint + 1 }) : lineHere(here, { show: true });
  return {
    answer: answerLine(here),
    letters: options.map((_, i) => letterOf(i)),
    ...(typed && { typed: typed.kind }),
    hint: more,
    unknown: more,
  };
};

/** How the next step is called. */
const nextButton = (here: Here): Button => ({
  label: here.state.number < here.walk.places.length ? 'Next step' : 'See the whole way',
  command: nextLine(here),
});

const goesOn = (here: Here): Asks => ({ letters: [], next: nextLine(here) });

function rightReply(here: Here, { feedback, ...graded }: Grade): Reply {
  const { asked } = here;
  return {
    nodes: [
      title(here),
      ...feedback,
      paragraph(say`${code(asked.equation)}. ${asked.why}`),
      ...pictureOf(here, true),
      buttons(nextButton(here)),
    ],
    asks: goesOn(here),
    graded: [gradedOf(here, graded)],
  };
}

function showReply(here: Here): Reply {
  const { asked, state } = here;
  const seen = { ...here, state: { ...state, seen: withNumber(state.seen, state.number) } };
  return {
    nodes: [
      title(here),
      paragraph(say`${code(asked.equation)}. ${asked.why}`),
      ...pictureOf(here, true),
      buttons(nextButton(seen)),
    ],
    asks: goesOn(seen),
  };
}

/** Which mistake leads to the answer, where it is made, and the question again. */
function wrongReply(before: Here, { feedback, ...graded }: Grade, answer: string): Reply {
  const { state } = before;
  const here = { ...before, state: { ...state, missed: withNumber(state.missed, state.number) } };
  const { asked } = here;
  return {
    nodes: [
      title(here),
      ...feedback,
      ...pictureOf(here, false, asked.mistakes(answer, graded.note)),
      ...askedNodes(askedOf(asked.question), asked.question.options.length > 0),
      ...answerButtons(here),
    ],
    asks: takes(here),
    graded: [gradedOf(here, graded)],
  };
}

const withNumber = (numbers: readonly number[], number: number): number[] =>
  [...new Set([...numbers, number])].sort((a, b) => a - b);

const gradedOf = ({ walk, asked, state }: Here, { score, note }: Pick<Grade, 'score' | 'note'>): Graded => ({
  key: `step.${hash(walk.plain).toString(36)}.${state.number}`,
  skill: `${asked.question.type}.${asked.question.level}`,
  score,
  note,
  ...(state.hint > 0 && { hint: true }),
});
