/**
 * @typedef {import('./worker.js').Word} Word
 * @typedef {import('./worker.js').Answer} Answer
 */

/** The worker, which is told one thing at a time: what comes in between waits, and each word is answered. */
export class Trainer {
  /**
   * @param {(answer: Answer, word: Word) => void} answered
   * @param {() => void} failed
   */
  constructor(answered, failed) {
    this.worker = new Worker('/lab/worker.js', { type: 'module' });
    /** @type {Word[]} */
    this.words = [];
    this.worker.addEventListener('message', ({ data }) => {
      const word = this.words.shift();
      if (word === undefined) return;
      answered(data, word);
      this.next();
    });
    this.worker.addEventListener('error', failed);
  }

  /** Is nothing under way? */
  get idle() {
    return this.words.length === 0;
  }

  /** @param {Word} word */
  tell(word) {
    // Of a run that is about to be replaced nothing more is wanted.
    if (word.do === 'open') this.words.splice(1);
    this.words.push(word);
    if (this.words.length === 1) this.next();
  }

  next() {
    const [word] = this.words;
    if (word !== undefined) this.worker.postMessage(word);
  }
}
