import type { Quizzes, Visitor } from '../../src/quiz/quizzes.ts';
import { paragraph, say } from '../../src/reply/build.ts';
import type { Reply } from '../../src/reply/document.ts';

/** What somebody asked of the quizzes. */
export interface Asked {
  readonly what: string;
  readonly who: Visitor;
  readonly rest: readonly unknown[];
}

/** Quizzes that only remember what was asked of them, and say so. */
export function recordingQuizzes(): { readonly quizzes: Quizzes; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const note =
    (what: string) =>
    async (who: Visitor, ...rest: unknown[]): Promise<Reply> => {
      asked.push({ what, who, rest });
      return { nodes: [paragraph(say`Noted: ${what} ${JSON.stringify(rest)}`)] };
    };
  const quizzes = new Proxy({} as Quizzes, { get: (_, name) => note(String(name)) });
  return { quizzes, asked };
}
