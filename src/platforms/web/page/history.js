import { keep, recall } from './storage.js';

const KEY = 'chainrule.history';
const MOST = 200;

/** The lines that were typed, to be recalled as in a shell. */
export class History {
  constructor() {
    /** @type {string[]} */
    this.lines = read();
    /** Which line is shown; behind the last one is what is being typed. */
    this.place = this.lines.length;
    this.draft = '';
  }

  /** @param {string} line */
  add(line) {
    // Another tab may have added to it.
    this.lines = [...read().filter((known) => known !== line), line].slice(-MOST);
    this.place = this.lines.length;
    this.draft = '';
    keep(localStorage, KEY, JSON.stringify(this.lines));
  }

  /** Is an earlier line shown, and not what is being typed? */
  get recalling() {
    return this.place < this.lines.length;
  }

  /**
   * The line before or behind the one that is shown; nothing where there is none.
   *
   * @param {-1 | 1} step
   * @param {string} shown
   * @returns {string | undefined}
   */
  move(step, shown) {
    const next = this.place + step;
    if (next < 0 || next > this.lines.length) return undefined;
    if (!this.recalling) this.draft = shown;
    this.place = next;
    return this.lines[next] ?? this.draft;
  }

  /** Somebody goes on typing: what is shown is theirs now. */
  leave() {
    this.place = this.lines.length;
  }
}

/** @returns {string[]} */
function read() {
  try {
    const lines = JSON.parse(recall(localStorage, KEY) ?? '[]');
    return Array.isArray(lines) ? lines.filter((line) => typeof line === 'string') : [];
  } catch {
    return [];
  }
}
