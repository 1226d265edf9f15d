import { find } from './dom.js';
import { History } from './history.js';
import { Offers } from './offers.js';

/** The command line at the foot of the page: typing, completion, recall. */
export class Composer {
  /**
   * @param {(line: string) => void} send
   * @param {() => void} goOn is called for Enter alone
   */
  constructor(send, goOn) {
    this.send = send;
    this.goOn = goOn;
    this.input = find('#line', HTMLInputElement);
    this.offers = new Offers(this.input);
    this.history = new History();
    this.input.addEventListener('input', () => {
      this.history.leave();
      this.offers.refresh();
    });
    this.input.addEventListener('keydown', (event) => this.press(event));
    this.input.addEventListener('blur', () => this.offers.close());
    find('#composer', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
    });
    find('#skip', HTMLAnchorElement).addEventListener('click', (event) => {
      // The address stays a link to the last answer.
      event.preventDefault();
      this.input.focus();
    });
  }

  /**
   * Puts a line in, for somebody to go on with.
   *
   * @param {string} line
   */
  fill(line) {
    this.input.value = line;
    this.input.focus();
    this.input.setSelectionRange(line.length, line.length);
  }

  submit() {
    const line = this.input.value.trim();
    if (line === '') return this.goOn();
    this.offers.close();
    this.input.value = '';
    this.send(line);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.handles(event)) event.preventDefault();
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean} was that key for us?
   */
  handles({ key, shiftKey }) {
    const { offers } = this;
    if (key === 'ArrowUp') return offers.open && offers.active >= 0 ? this.choose(-1) : this.recall(-1);
    if (key === 'ArrowDown') return offers.open && !this.history.recalling ? this.choose(1) : this.recall(1);
    if (!offers.open) return false;
    if (key === 'Escape') offers.close();
    else if (key === 'Tab' && !shiftKey) void offers.accept();
    else if (key === 'Enter' && offers.active >= 0) void offers.accept();
    else return false;
    return true;
  }

  /** @param {-1 | 1} step */
  choose(step) {
    this.offers.move(step);
    return true;
  }

  /** @param {-1 | 1} step */
  recall(step) {
    const line = this.history.move(step, this.input.value);
    if (line === undefined) return false;
    this.offers.close();
    this.fill(line);
    return true;
  }
}
