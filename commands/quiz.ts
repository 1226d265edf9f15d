import { loadVerbs } from '../src/quiz/verb-commands.ts';

/** `/quiz` and a verb: each is one file in `src/quiz/verbs/`. */
export default (await loadVerbs()).map(({ command }) => command);
