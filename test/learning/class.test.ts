import { expect, it, onTestFinished } from 'vitest';
import { newFolder } from '../store/places.ts';
import { takeTerm } from './class.ts';

// Six weeks of a class of thirty by hand, on both databases: `node src/app/launch.js test/learning/class.ts 30 42`.
it('a class learns for two days on Discord and Slack, the program is killed, and nothing is lost or asked twice', async () => {
  const place = await newFolder();
  onTestFinished(place.remove);
  const { problems, ...figures } = await takeTerm(
    {
      pupils: 4,
      days: 2,
      pages: 3,
      questions: 2,
      often: 7,
      troubles: new Map([[1, 'killed as it asks']]),
      kills: new Set([1]),
    },
    place.options,
  );
  expect(problems).toEqual([]);
  expect(figures).toMatchObject({ kills: 3, dailyQuestions: 2, missed: 0 });
  expect(Math.min(figures.pages, figures.dailyAnswers, figures.reviews, figures.answers)).toBeGreaterThan(0);
});
