const wide = matchMedia('(min-width: 60rem)');

/**
 * The contents of a course stand beside its newest page alone: open where there is room for them, else folded.
 *
 * @param {HTMLElement} reply
 */
export function watchContents(reply) {
  const contents = reply.querySelector('.contents');
  if (!(contents instanceof HTMLDetailsElement)) return;
  contents.open = wide.matches;
  for (const other of document.querySelectorAll('.contents')) if (other !== contents) other.remove();
}
