import type { GradeKeeper, Requester } from '../command/requester.ts';
import type { Clock } from '../quiz/host/clock.ts';
import type { Reply } from '../reply/document.ts';
import type { LearningStore } from '../store/learning/store.ts';
import { type CourseOptions, createCourse } from './lessons/course.ts';
import { exportReply, type Personal } from './me/export.ts';
import { askToForget } from './me/forget.ts';
import { meReply } from './me/me.ts';
import { createCardQuestions } from './reviews/questions.ts';
import { recordAnswer } from './reviews/record.ts';
import { type ReviewContext, review } from './reviews/review.ts';
import type { LearningServices } from './services.ts';

export interface LearningOptions extends Pick<CourseOptions, 'make' | 'grade' | 'compute'> {
  readonly store: LearningStore;
  /** What is kept of somebody elsewhere. */
  readonly personal: Personal;
  /** Deletes all that is kept of somebody, here and elsewhere, and says what. */
  readonly forgetEverything: (who: Requester) => Promise<Reply>;
  readonly clock: Clock;
  /** Uniform in [0, 1): for seeds. */
  readonly random: () => number;
  /** Is told what went wrong on our side. */
  readonly onError: (error: unknown) => void;
}

/** Learning over time, for all groups, and what keeps it going. */
export interface LearningService extends LearningServices, GradeKeeper {}

export function createLearning(options: LearningOptions): LearningService {
  const { store, make, grade, clock, random } = options;
  const reviews: ReviewContext = { store, make, grade, now: clock.now, questions: createCardQuestions(make, random) };
  const course = createCourse(options);
  return {
    learning: {
      course,
      forget: ({ tenant, user }, as) => store.forgetLearner(tenant, user, as),
      review: (line, who) => review(reviews, line, who),
      async me(request, who) {
        if (request.what === 'export') return exportReply(store, options.personal, who, clock.now());
        if (request.what === 'forget') return request.sure ? options.forgetEverything(who) : askToForget;
        return meReply(reviews, request, who);
      },
    },
    async keepGrades(graded, who, at = clock.now()) {
      for (const one of graded) await recordAnswer(store, one, who, Math.min(at, clock.now()));
      await course.heard(graded, who);
    },
  };
}
