import { create, find } from './dom.js';

/** @typedef {{ text: string, about: string }} Offer */

/** The list of commands and options over the command line. */
export class Offers {
  /** @param {HTMLInputElement} input */
  constructor(input) {
    this.input = input;
    this.list = find('#offers', HTMLDivElement);
    this.replace = 0;
    /** @type {readonly Offer[]} */
    this.offers = [];
    /** The one that is chosen; none at first, so that Enter sends what is typed. */
    this.active = -1;
    this.asked = 0;
    this.list.addEventListener('pointerdown', (event) => {
      // The command line keeps the focus.
      event.preventDefault();
      const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
      if (option !== null) this.accept([...this.list.children].indexOf(option));
    });
  }

  get open() {
    return !this.list.hidden;
  }

  /** Asks the server what could stand behind what is typed. */
  async refresh() {
    const typed = this.input.value.slice(0, this.input.selectionStart ?? this.input.value.length);
    const asked = ++this.asked;
    if (typed.trim() === '') return this.close();
    try {
      const response = await fetch(`/complete?${new URLSearchParams({ line: typed })}`);
      const { replace, offers } = await response.json();
      if (asked === this.asked) this.show(replace, offers);
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
   * Puts an offer into the line: the chosen one, or else the first.
   *
   * @param {number} [index]
   */
  accept(index = Math.max(0, this.active)) {
    const offer = this.offers[index];
    if (offer === undefined) return;
    const end = this.input.selectionStart ?? this.input.value.length;
    const behind = this.input.value.slice(end);
    this.input.setRangeText(`${offer.text}${behind.startsWith(' ') ? '' : ' '}`, end - this.replace, end, 'end');
    void this.refresh();
  }
}
