/** What an element was made from, by which it is known again. @type {WeakMap<Element, string>} */
const sources = new WeakMap();

/**
 * Makes the children of an element those of a text. What has not changed stays as it is, with the focus in it.
 *
 * @param {Element} parent
 * @param {string} html in which the server has escaped everything
 * @param {(fresh: Element) => void} prepare is called with each new child, before it is there
 */
export function patch(parent, html, prepare = () => {}) {
  const template = document.createElement('template');
  template.innerHTML = html;
  const fresh = [...template.content.children];
  const before = [...parent.children];
  for (const [i, element] of fresh.entries()) {
    const old = before[i];
    const source = element.outerHTML;
    if (old !== undefined && sources.get(old) === source) continue;
    sources.set(element, source);
    prepare(element);
    if (old === undefined) parent.append(element);
    else old.replaceWith(element);
  }
  for (const old of before.slice(fresh.length)) old.remove();
}
