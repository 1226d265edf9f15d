import type { Requester } from '../../command/requester.ts';
import { UserError } from '../../errors.ts';
import type { Wanted } from '../../questions/make.ts';
import type { Answer, Grade, Question } from '../../questions/question.ts';
import { acts } from '../../quiz/exercise.ts';
import type { Graded } from '../../reply/asked.ts';
import type { Reply } from '../../reply/document.ts';
import type { CourseStore } from '../../store/learning/course.ts';
import { bring, broughtFor, remove } from './bring.ts';
import type { Lesson } from './lesson.ts';
import { listReply } from './list-reply.ts';
import { loadLessons } from './ours.ts';
import { refusalOf, visitReply } from './page-reply.ts';
import { nextOf, pageAt } from './place.ts';
import { beginning, type Progress, progressSchema, SEEDS, withWalk } from './progress.ts';
import { answerTo, type Given, progressAfter, visit, wantedOf } from './visit.ts';

/** What the course works with. */
export interface CourseOptions {
  readonly store: CourseStore;
  readonly clock: { now(): number };
  /** Uniform in [0, 1): for seeds. */
  readonly random: () => number;
  /** In a process of their own: questions and grades, and what a lesson's command answers. */
  readonly make: (wanted: Wanted) => Promise<Question>;
  readonly grade: (question: Question, answer: Answer) => Promise<Grade>;
  readonly compute: (line: string) => Promise<Reply>;
}

/** What is asked of the course: a page, or that a lesson is brought or removed. */
export interface CourseRequest extends Given {
  /** The text of a lesson to bring. */
  readonly brought?: string | undefined;
  /** How its file is called. */
  readonly fileName?: string | undefined;
  /** Of the list of lessons, from 1. */
  readonly page?: number | undefined;
}

/** A course along the article, with the place where each person is kept. */
export interface Course {
  /** @throws UserError for a page that there is not, an answer that cannot be read, and a lesson with mistakes */
  perform(request: CourseRequest, who: Requester): Promise<Reply>;
  /** Hears what was graded for somebody anywhere: the last step of a walk opens the next page. */
  heard(graded: readonly Graded[], who: Pick<Requester, 'tenant' | 'user'>): Promise<void>;
}

const MOST_TRIES = 20;

export function createCourse(options: CourseOptions): Course {
  let loaded: readonly Lesson[] | undefined;
  const ours = (): readonly Lesson[] => {
    loaded ??= loadLessons();
    return loaded;
  };
  const read = (text: string | undefined): Progress | undefined =>
    text === undefined ? undefined : progressSchema.parse(JSON.parse(text));

  /** Keeps what becomes of the progress that is there by then, which another line may have changed. */
  const keep = async (
    { tenant, user }: Pick<Requester, 'tenant' | 'user'>,
    fresh: Progress,
    step: (progress: Progress) => Progress,
  ): Promise<Progress> => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const before = await options.store.course(tenant, user);
      const after = step(read(before) ?? fresh);
      const state = JSON.stringify(after);
      if (state === before) return after;
      if (await options.store.saveCourse({ tenant, user, before, state, now: options.clock.now() })) return after;
    }
    throw new Error(`the course of one person changed ${MOST_TRIES} times in a row and could not be written`);
  };

  return {
    async heard(graded, who) {
      const known = read(await options.store.course(who.tenant, who.user));
      if (known === undefined || withWalk(known, graded) === known) return;
      await keep(who, known, (progress) => withWalk(progress, graded));
    },
    async perform(request, who) {
      const own = ours();
      const [verb, ...words] = (request.which ?? '').trim().split(/\s+/);
      if (verb === 'import') return bring(request, who, { ...options, ours: own });
      if (verb === 'remove') return remove(words.join(' '), who, { ...options, ours: own });
      const lessons = [...own, ...(await broughtFor(who, options))];
      const known = read(await options.store.course(who.tenant, who.user));
      if (request.which === undefined && !acts(request) && !request.skip)
        return listReply(lessons, known ?? beginning(0), request.page);
      const progress = known ?? beginning(1 + Math.floor(options.random() * (SEEDS - 1)));
      const arrived = visit(request, lessons, progress);
      const { walk } = pageAt(arrived.place);
      const visited = walk === undefined ? arrived : { ...arrived, steps: stepsIn(await options.compute(walk)) };
      const wanted = wantedOf(visited);
      const question = wanted && (await options.make(wanted));
      const answer = question && answerTo(visited, question);
      const graded =
        question &&
        answer &&
        (await options.grade(question, answer).catch((error: unknown) => {
          throw refusalOf(error, visited, question);
        }));
      const after = await keep(who, progress, (before) => progressAfter(visited, before, graded));
      // Behind the last page comes the list.
      if (request.skip && visited.left === undefined && nextOf(visited.place, lessons) === undefined)
        return listReply(lessons, after);
      return visitReply({ ...visited, progress: after }, { question, graded });
    },
  };
}

/** How many steps a walk has, as its first one says. */
function stepsIn({ nodes }: Reply): number {
  const heading = nodes.find((node) => node.kind === 'heading');
  return Number(/^Step 1 of (\d+)/.exec(heading?.text ?? '')?.[1] ?? 1);
}

/** The course where nothing is kept: the same pages, without anybody's progress. Pure. */
export function courseWithout(
  request: CourseRequest,
  lessons: readonly Lesson[],
  make: (wanted: Wanted) => Question,
  grade: (question: Question, answer: Answer) => Grade,
): Reply {
  if (/^\s*(?:import|remove)\b/.test(request.which ?? '')) {
    throw new UserError('Lessons of your own are kept by a bot that keeps running.', {
      code: 'E_NEEDS_RUNNING_BOT',
      hint: 'Start one with `npm start`.',
      remedies: ['/lesson'],
    });
  }
  if (request.which === undefined && !acts(request) && !request.skip)
    return listReply(lessons, undefined, request.page);
  const visited = visit(request, lessons, undefined);
  const wanted = wantedOf(visited);
  const question = wanted && make(wanted);
  const answer = question && answerTo(visited, question);
  return visitReply(visited, { question, graded: question && answer && gradeHere() });

  function gradeHere() {
    try {
      return question && answer && grade(question, answer);
    } catch (error) {
      throw question === undefined ? error : refusalOf(error, visited, question);
    }
  }
}
