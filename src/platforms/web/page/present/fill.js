const LARGEST = 1;
const SMALLEST = 0.45;
const STEP = 0.05;

/**
 * Makes letters as large as there is room for on one screen: nobody scrolls a projector.
 *
 * @param {HTMLElement} stage
 */
export function fill(stage) {
  let scale = LARGEST;
  for (;;) {
    stage.style.setProperty('--scale', String(scale));
    if (stage.scrollHeight <= stage.clientHeight + 1 || scale <= SMALLEST) return;
    scale = Math.max(SMALLEST, scale - STEP);
  }
}
