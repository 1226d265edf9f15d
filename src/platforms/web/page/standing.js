/**
 * The question that a line typed now would answer: the last that is shown, and still takes answers.
 *
 * @param {string} line
 * @returns {object | undefined} as the server has said it
 */
export function standing(line) {
  const all = [...document.querySelectorAll('#log [data-asks]')];
  // Whoever names the verb of quizzes means the quiz, where one asks.
  const ofQuiz = /^\s*\/?quiz\s+answer\b/i.test(line)
    ? all.findLast((one) => one.closest('.pushed') !== null)
    : undefined;
  const asks = (ofQuiz ?? all.at(-1))?.getAttribute('data-asks');
  return asks ? JSON.parse(asks) : undefined;
}

/**
 * The line that goes on from what is shown last, where that was a question which is done with.
 *
 * @returns {string | undefined}
 */
export function goingOn() {
  const shown = [...document.querySelectorAll('#log article')].at(-1);
  const asks = shown?.querySelector('[data-asks]')?.getAttribute('data-asks');
  return asks ? JSON.parse(asks).next : undefined;
}
