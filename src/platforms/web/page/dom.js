/**
 * The one element that a selector finds.
 *
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} kind
 * @param {ParentNode} [within]
 * @returns {T}
 */
export function find(selector, kind, within = document) {
  const found = within.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`There is no ${selector}`);
}

/**
 * A new element. Texts among its children stay texts.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function create(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/**
 * A button with a text on it.
 *
 * @param {string} label
 * @param {() => void} press
 */
export function button(label, press) {
  const made = create('button', { type: 'button' }, label);
  made.addEventListener('click', press);
  return made;
}

/**
 * Says something to those who do not see the page.
 *
 * @param {string} text
 */
export function announce(text) {
  find('#status', HTMLElement).textContent = text;
}

/**
 * A random id; also where a page without TLS has no `crypto.randomUUID`.
 *
 * @returns {string}
 */
export const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
