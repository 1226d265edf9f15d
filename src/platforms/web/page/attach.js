import { problemOf } from './ask.js';
import { announce, find } from './dom.js';

const MAX_BYTES = 1_000_000;
/** Of the line that is being typed, what tells for which command a file is. */
const MAX_LINE = 100;
/** What begins or ends questions: braces of GIFT with answers, the answer of Aiken, a list of YAML. */
const QUESTIONS = /\{[^}]*[=~][^}]*\}|^\s*ANSWER\s*:|^- (prompt|question)\s*:/im;

/** The names of attached files by the keys under which the server keeps them. @type {Map<string, string>} */
const names = new Map();

/**
 * The names of the files that a line refers to.
 *
 * @param {string} line
 * @returns {string[]}
 */
export const filesIn = (line) => [...names].filter(([key]) => line.includes(key)).map(([, name]) => name);

/**
 * A file that is chosen, dropped or pasted goes to the server, and into the command line.
 *
 * @param {import('./composer.js').Composer} composer
 */
export function watchFiles(composer) {
  const picker = find('#file', HTMLInputElement);
  const take = (/** @type {File | undefined} */ file) => {
    if (file !== undefined) void attach(file, composer);
  };
  find('#attach', HTMLButtonElement).addEventListener('click', () => picker.click());
  picker.addEventListener('change', () => {
    take(picker.files?.[0]);
    // So that the same file can be chosen again when it has changed.
    picker.value = '';
  });
  document.addEventListener('paste', (event) => {
    const file = event.clipboardData?.files[0] ?? pastedQuestions(event, composer);
    if (file === undefined) return;
    event.preventDefault();
    take(file);
  });
  watchDrops(take);
  composer.input.addEventListener('input', () => showChip(composer.input.value));
  find('#chip button', HTMLButtonElement).addEventListener('click', () => {
    composer.input.value = withoutFiles(composer.input.value);
    showChip(composer.input.value);
    composer.input.focus();
  });
}

/**
 * Questions of several lines that are pasted into the command line, which has one: they become a file, and keep their
 * lines.
 *
 * @param {ClipboardEvent} event
 * @param {import('./composer.js').Composer} composer
 * @returns {File | undefined}
 */
function pastedQuestions(event, { input }) {
  const text = event.clipboardData?.getData('text/plain').trim() ?? '';
  if (event.target !== input || !text.includes('\n')) return undefined;
  const isForQuestions = /^\/?quiz (import|bank)\b/i.test(input.value.trim());
  return isForQuestions || QUESTIONS.test(text) ? new File([text], 'pasted.txt') : undefined;
}

/** @param {(file: File | undefined) => void} take */
function watchDrops(take) {
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') ?? false;
  const mark = (/** @type {boolean} */ on) => document.body.classList.toggle('dropping', on);
  document.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(true);
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) mark(false);
  });
  document.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    mark(false);
    take(event.dataTransfer?.files[0]);
  });
}

/**
 * @param {File} file
 * @param {import('./composer.js').Composer} composer
 */
async function attach(file, composer) {
  problem('');
  if (file.size > MAX_BYTES) return problem(`${file.name} is larger than 1 MB: take a smaller one.`);
  const body = await file.arrayBuffer().catch(() => undefined);
  if (body === undefined) return problem(`${file.name} cannot be read. Is it a folder?`);
  try {
    // The type is not that of the file: it is one that no form can send.
    const headers = { 'content-type': 'text/csv' };
    const typed = composer.input.value.trim();
    const line = typed.slice(0, MAX_LINE);
    const last = (composer.history.lines.at(-1) ?? '').slice(0, MAX_LINE);
    const response = await fetch(`/files?${new URLSearchParams({ name: file.name, line, last })}`, {
      method: 'POST',
      headers,
      body,
    });
    if (!response.ok) return problem(await problemOf(response));
    const attached = await response.json();
    const { key } = attached;
    names.set(key, file.name);
    // What it takes the place of can be recalled.
    if (typed !== '') composer.history.add(typed);
    composer.fill(joined(typed, attached.line));
    showChip(attached.line);
    announce(`${file.name} is attached.`);
  } catch {
    problem('I cannot reach Chainrule. The file is not attached.');
  }
}

/**
 * The line that uses a file, with what is typed already where that is for the same command; it takes the place of the
 * file before.
 *
 * @param {string} typed
 * @param {string} line such as `/train --file csv-2a`
 */
function joined(typed, line) {
  const [command = '', ...options] = line.split(/ (?=--)/);
  const option = options.at(-1) ?? '';
  if (!`${typed} `.startsWith(`${command} `)) return line;
  return `${withoutFiles(typed).trim()} ${option}`;
}

/** @param {string} line */
function withoutFiles(line) {
  return [...names.keys()].reduce((rest, key) => rest.replace(new RegExp(`\\s*(--\\S+\\s+)?${key}`), ''), line);
}

/** @param {string} text */
export function problem(text) {
  find('#problem', HTMLElement).textContent = text;
}

/**
 * Which files the line that is being typed refers to, by the names that people know them by.
 *
 * @param {string} line
 */
export function showChip(line) {
  const chip = find('#chip', HTMLElement);
  const [name] = filesIn(line);
  chip.hidden = name === undefined;
  find('span', HTMLElement, chip).textContent = name ?? '';
  find('button', HTMLButtonElement, chip).setAttribute('aria-label', `Remove ${name}`);
}
