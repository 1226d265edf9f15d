import { create, find } from './dom.js';

/** @typedef {{ text: string, about: string }} Offer */

/** The list of commands and options over the command line. */
export class Offers {
  /** @param {HTMLInputElement} input */
  constructor(input) {
    this.input = input;
    this.list = find('#offers', HTMLDivElement);
    this.replace = 0;
    /** What was typed when the list was asked for, and when the newest will be there. */
    this.about = '';
    /** @type {Promise<void>} */
    this.coming = Promise.resolve();
    /** @type {readonly Offer[]} */
    this.offers = [];
    /** The one that is chosen; none at first, so that Enter sends what is typed. */
    this.active = -1;
    this.asked = 0;
    this.list.addEventListener('pointerdown', (event) => {
      // The command line keeps the focus.
      event.preventDefault();
      const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
      if (option !== null) void this.accept([...this.list.children].indexOf(option));
    });
  }

  get open() {
    return !this.list.hidden;
  }

  /** What stands before the cursor. */
  get typed() {
    return this.input.value.slice(0, this.input.selectionStart ?? this.input.value.length);
  }

  /** Asks the server what could stand behind what is typed. */
  refresh() {
    this.choose(-1);
    this.coming = this.load();
  }

  async load() {
    const { typed } = this;
    const asked = ++this.asked;
    if (typed.trim() === '') return this.close();
    try {
      const response = await fetch(`/complete?${new URLSearchParams({ line: typed })}`);
      const { replace, offers } = await response.json();
      if (asked !== this.asked) return;
      this.about = typed;
      this.show(replace, offers);
    } catch {
      this.close();
    }
  }

  /**
   * @param {number} replace
   * @param {readonly Offer[]} offers
   */
  show(replace, offers) {
    if (offers.length === 0 || document.activeElement !== this.input) return this.close();
    this.replace = replace;
    this.offers = offers;
    this.list.replaceChildren(
      ...offers.map(({ text, about }, i) =>
        create(
          'div',
          { role: 'option', id: `offer-${i}`, 'aria-selected': 'false' },
          create('code', {}, text),
          create('span', {}, about),
        ),
      ),
    );
    this.list.hidden = false;
    this.list.scrollTop = 0;
    this.input.setAttribute('aria-expanded', 'true');
    this.choose(-1);
  }

  close() {
    this.asked++;
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.choose(-1);
  }

  /**
   * Goes up or down in the list, round its ends.
   *
   * @param {-1 | 1} step
   */
  move(step) {
    const count = this.offers.length;
    this.choose(this.active < 0 ? (step > 0 ? 0 : count - 1) : (this.active + step + count) % count);
  }

  /** @param {number} index */
  choose(index) {
    this.active = index;
    for (const [i, option] of [...this.list.children].entries()) {
      option.setAttribute('aria-selected', String(i === index));
      if (i === index) option.scrollIntoView({ block: 'nearest' });
    }
    if (index < 0) this.input.removeAttribute('aria-activedescendant');
    else this.input.setAttribute('aria-activedescendant', `offer-${index}`);
  }

  /**
   * Puts an offer into the line: the chosen one, or else the first. Where the list is still of what was typed before,
   * the next one is waited for.
   *
   * @param {number} [index]
   */
  async accept(index = this.active) {
    const chosen = this.offers[index]?.text;
    if (this.typed !== this.about) await this.coming;
    if (!this.open || this.typed !== this.about) return;
    const offer = chosen === undefined ? this.offers[0] : this.offers.find(({ text }) => text === chosen);
    if (offer === undefined) return;
    const end = this.input.selectionStart ?? this.input.value.length;
    const behind = this.input.value.slice(end);
    this.input.setRangeText(`${offer.text}${behind.startsWith(' ') ? '' : ' '}`, end - this.replace, end, 'end');
    this.refresh();
  }
}
