import type { GradeKeeper } from '../command/requester.ts';
import type { Clock } from '../quiz/host/clock.ts';
import type { LearningStore } from '../store/learning/store.ts';
import { type CourseOptions, createCourse } from './lessons/course.ts';
import { recordAnswer } from './reviews/record.ts';
import type { LearningServices } from './services.ts';

export interface LearningOptions extends Pick<CourseOptions, 'make' | 'grade' | 'compute'> {
  readonly store: LearningStore;
  readonly clock: Clock;
  /** Uniform in [0, 1): for seeds. */
  readonly random: () => number;
  /** Is told what went wrong on our side. */
  readonly onError: (error: unknown) => void;
}

/** Learning over time, for all groups, and what keeps it going. */
export interface LearningService extends LearningServices, GradeKeeper {}

export function createLearning(options: LearningOptions): LearningService {
  const { store, clock } = options;
  return {
    learning: {
      course: createCourse(options),
      forget: ({ tenant, user }) => store.forgetLearner(tenant, user),
    },
    async keepGrades(graded, who, at = clock.now()) {
      for (const one of graded) await recordAnswer(store, one, who, Math.min(at, clock.now()));
    },
  };
}
