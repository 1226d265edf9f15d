import type { TrainingSettings } from '../training/index.ts';
import type { Turn } from './lines.ts';

/** What an optimiser keeps of the iterations before. */
export const updateState = ({ momentum }: TrainingSettings): string[] =>
  momentum > 0 ? ['velocity = [0.0 for _ in parameters]'] : [];

/** The update of all parameters, which leaves the gradients as they are. */
export function updateLines({ momentum, learningRate }: TrainingSettings, turn: Turn): readonly string[] {
  const what = `each parameter goes against its gradient, by ${learningRate} of it`;
  if (momentum === 0) return turn(['for p in parameters:', `    p.data -= ${learningRate} * p.grad`], what);
  return turn(
    [
      'for i, p in enumerate(parameters):',
      `    velocity[i] = ${momentum} * velocity[i] + p.grad`,
      `    p.data -= ${learningRate} * velocity[i]`,
    ],
    what,
  );
}
