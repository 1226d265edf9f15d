import { expect, it } from 'vitest';
import { createQuizzes } from '../../../src/quiz/host/create.ts';
import { memoryStore } from './memory-store.ts';
import { fakeClock, fakeTransport, plainMethods, surroundings, visitor } from './rig.ts';

it('gives somebody all that is kept of them, and nothing of others or of what is not revealed', async () => {
  const clock = fakeClock();
  const transports = new Map([['discord', { transport: fakeTransport().transport, solo: false }]]);
  const service = createQuizzes(surroundings({ store: memoryStore(), clock, transports }));
  const quizzes = plainMethods(service.quizzes);
  const who = (user: string) => visitor(user, clock.now());
  const pass = async (seconds: number): Promise<void> => {
    for (let i = 0; i < seconds; i++) {
      clock.pass(1000);
      await service.sweep();
    }
  };
  await quizzes.start(who('host'), { rounds: 2, seconds: 45, seed: 7 });
  await service.sweep();
  await quizzes.begin(who('host'));
  await service.sweep();
  await quizzes.answer(who('ada'), { kind: 'option', index: 0 });
  await quizzes.answer(who('bo'), { kind: 'option', index: 1 });
  const open = await service.personal(who('ada'));
  expect(open['quizzes']).toMatchObject([
    { kind: 'quiz', channel: 'c', name: 'ADA', hosted: false, answers: [{ question: 1, hint: false }] },
  ]);
  expect(JSON.stringify(open)).not.toMatch(/score|right|BO/);
  await pass(60);
  const shown = await service.personal(who('ada'));
  expect(shown['quizzes']).toMatchObject([
    { answers: [{ asked: 'question 896', answer: { kind: 'option', index: 0 }, score: 1, note: 'right' }] },
  ]);
  expect(await service.personal(who('nobody'))).toEqual({ quizzes: [], practice: null, questions: [] });
});
