import { UserError } from '../../errors.ts';
import { readQuestionKey } from '../session/question-key.ts';
import type { VerbContext } from './context.ts';
import { loadWhole, type Whole } from './load.ts';

/**
 * The quiz or task of a key; the last quiz without one, and where there was none the last task.
 *
 * @throws UserError where there is none here
 */
export async function sessionMeant(
  key: string | undefined,
  { options, who, newest }: Pick<VerbContext, 'options' | 'who' | 'newest'>,
): Promise<Whole> {
  const { store } = options;
  if (key !== undefined) {
    const row = await store.session(readQuestionKey(`${key}.1`)?.session ?? '');
    if (row?.tenant === who.tenant && row.channel === who.channel) return loadWhole(store, row);
    throw new UserError(`I know no quiz \`${key.slice(0, 40).replaceAll('`', "'")}\` here.`, {
      code: 'E_UNKNOWN_QUIZ',
      hint: 'Press the button of the one that you mean, or leave its name out.',
    });
  }
  const [task] = await store.tasks(who.tenant, who.channel, 1);
  if (task === undefined || (await store.latest(who.tenant, who.channel)) !== undefined) return newest();
  return loadWhole(store, task);
}

/** What may be told with names. @throws UserError for a task that has not ended, and for a question of the day without names */
export function withNames(quiz: Whole): Whole {
  if (quiz.settings.daily?.names === false) {
    throw new UserError('Nobody is named for this question of the day.', {
      code: 'E_NAMELESS',
      hint: 'People answered it when only counts were to be shown. From now on it is otherwise with `/daily on --names`.',
      remedies: [`/quiz report ${quiz.row.key} --detail full`],
    });
  }
  if (quiz.state.stage.at !== 'task' || quiz.state.revealed > 0) return quiz;
  const { key } = quiz.row;
  throw new UserError('Names come after the end of the task.', {
    code: 'E_TASK_OPEN',
    hint: `\`/quiz assign ${key} --end\` ends it now.`,
    remedies: [`/quiz assign ${key} --show`],
  });
}
