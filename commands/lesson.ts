import { z } from 'zod';
import { type ActContext, defineCommand } from '../src/command/define.ts';
import { type CourseRequest, courseWithout } from '../src/learning/lessons/course.ts';
import { countLessons, loadLessons } from '../src/learning/lessons/ours.ts';
import { asksForCourse } from '../src/learning/lessons/phrases.ts';
import { ASKED } from '../src/learning/lessons/visit.ts';
import type { LearningServices } from '../src/learning/services.ts';
import { answerOptions } from '../src/questions/answer-options.ts';
import { grade } from '../src/questions/grading/grade.ts';
import { makeQuestion } from '../src/questions/make.ts';
import { topicOfFile } from '../src/quiz/bank/import.ts';

const NUMBERS = Array.from({ length: countLessons() }, (_, i) => String(i + 1));

const options = z.strictObject({
  which: z
    .string()
    .max(100)
    .optional()
    .describe('a lesson or a page of it: 3 or 3.2; import and remove are for teachers')
    .meta({ suggestions: [...NUMBERS, 'import', 'remove'] }),
  answer: z
    .string()
    .max(10)
    .optional()
    .describe('the letter of an option')
    .meta({ suggestions: ['A', 'B', 'C', 'D'] }),
  ...answerOptions,
  skip: z.boolean().default(false).describe('goes on without an answer; the list keeps a note of it'),
  page: z.int().min(1).max(99).default(1).describe('of the list of lessons').meta({ typedOnly: true }),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .optional()
    .describe('of the question; your own if left out')
    .meta({ short: 's', typedOnly: true }),
  asked: z
    .string()
    .regex(ASKED, 'a button names a question by type, level and version: one-hop.1.1.')
    .optional()
    .describe('the question that was shown, as its buttons name it: an answer to another is not graded')
    .meta({ suggestions: ['one-hop.1.1'], typedOnly: true }),
  file: z.string().max(400).optional().describe('with import: a lesson in Markdown').meta({ attachment: true }),
  paste: z
    .string()
    .max(6000)
    .optional()
    .describe('with import: the lesson itself, in place of a file')
    .meta({ typedOnly: true }),
});

type Values = z.output<typeof options>;

const requestOf = (
  { file, paste, which, ...values }: Values,
  files: Readonly<Record<string, string>> = {},
): CourseRequest => ({
  ...values,
  // A file is there to be brought.
  which: which ?? (file === undefined && paste === undefined ? undefined : 'import'),
  brought: paste ?? (file === undefined ? undefined : files[file]),
  fileName: file === undefined ? undefined : (topicOfFile(file) ?? ''),
});

export default defineCommand({
  name: 'lesson',
  summary: 'A course in ten lessons, from a graph of values to a network that learns',
  text: 'which',
  phrase: (typed) => (asksForCourse(typed) ? '' : undefined),
  phraseFirst: true,
  private: true,
  options,
  lines: () =>
    loadLessons().flatMap(({ name, number, pages }) =>
      pages.flatMap(({ parts, walk, checkLine }) =>
        [...parts, ...(walk === undefined ? [] : [{ kind: 'run' as const, command: walk, line: checkLine }])].flatMap(
          (part) =>
            part.kind === 'run'
              ? [
                  {
                    line: part.command,
                    where: `lessons/${String(number).padStart(2, '0')}-${name}.md, line ${part.line}`,
                  },
                ]
              : [],
        ),
      ),
    ),
  examples: [
    ['/lesson', 'the lessons, how far you are, and where it goes on'],
    ['/lesson 1', 'the first lesson'],
    ['/lesson 3.2', 'page 2 of lesson 3'],
    ['/lesson 3.2 --hint', 'the first step of its question'],
    ['/lesson 3.2 --skip', 'goes on without an answer'],
  ],
  act: async (values, { services, who, files }: ActContext<LearningServices>) =>
    services.learning.course.perform(requestOf(values, files), who),
  run: (values) => courseWithout(requestOf(values), loadLessons(), makeQuestion, grade),
});
