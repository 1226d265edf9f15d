import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Effect } from '../../../src/quiz/session/effects.ts';
import { isDone } from '../../../src/quiz/session/state.ts';
import { game, type Happening, READ } from './game.ts';

const PEOPLE = ['a', 'b', 'c'];
const ROUNDS = 3;

/** What may happen next: somebody does something, or time passes. */
const turn = fc.oneof(
  { weight: 3, arbitrary: fc.record({ wait: fc.nat({ max: 70_000 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      user: fc.constantFrom(...PEOPLE),
      final: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('reveal', 'skip', 'extend'),
      user: fc.constantFrom('host', 'host', 'a'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('begin', 'resume', 'join', 'forget'),
      user: fc.constantFrom('host', 'b'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('outage', 'not-allowed') }) },
) as fc.Arbitrary<{ readonly wait: number } | Happening>;

it('whatever a host and a class do: one reveal a question, never before it closes, and no time is lost', () => {
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 60 }), fc.array(fc.boolean(), { maxLength: 60 }), (turns, lost) => {
      const quiz = game(ROUNDS);
      quiz.go({ kind: 'open' });
      const reveals: number[] = [];
      const note = (effects: readonly Effect[], before: typeof quiz.state): void => {
        const { state } = quiz;
        for (const effect of effects) {
          if (effect.kind === 'whisper' && effect.about === 'mine') expect(state.skipped).not.toContain(effect.n);
          if (effect.kind !== 'post' || !effect.message.startsWith('r')) continue;
          const n = Number(effect.message.slice(1));
          // A further copy of a reveal is sent where the first one could not be.
          if (effect.copy === 1) reveals.push(n);
          expect(n).toBe(state.revealed);
          if (effect.copy === 1 && !state.skipped.includes(n)) expect(before.stage.at).toBe('grace');
        }
        expect(state.revealed).toBeGreaterThanOrEqual(before.revealed);
        expect(state.revealed).toBeLessThanOrEqual(state.n);
        const { stage } = state;
        if (stage.at !== 'asking' || !stage.shown) return;
        expect(stage.due).toBeLessThanOrEqual(stage.full);
        expect(stage.full - stage.opened).toBe(60_000 + READ + state.extra);
        const all = state.people.length > 0 && state.people.every((user) => isDone(state, user));
        expect(stage.due < stage.full).toBe(all && stage.due !== stage.full);
        if (all) expect(stage.due - quiz.now).toBeLessThanOrEqual(2_000);
      };
      const happen = (happening: Happening, arrives: boolean): void => {
        const before = quiz.state;
        note(arrives ? quiz.go(happening) : quiz.happen(happening), before);
      };
      for (const [i, one] of turns.entries()) {
        if ('wait' in one) quiz.wait(one.wait);
        // The clock looks at the quiz after everything, as each second does.
        else happen(one, lost[i] !== true);
        happen({ kind: 'tick' }, true);
      }
      expect(reveals).toEqual([...new Set(reveals)]);
      expect(reveals).toEqual(reveals.toSorted((a, b) => a - b));
    }),
    { numRuns: 2_000 },
  );
});
