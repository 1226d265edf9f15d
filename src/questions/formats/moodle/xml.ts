import { parseDocument } from 'htmlparser2';
import type { LeftOut } from '../formats.ts';
import { topicOf } from '../topic.ts';
import { Mistakes, type WrittenFile, type WrittenQuestion, type WrittenText } from '../written.ts';
import { readAnswers } from './answers.ts';
import { type Element, elementOf, elementsOf, textIn } from './elements.ts';
import { marked } from './marked.ts';

/** What Moodle's types of questions are called in a sentence, of those that cannot be asked here. */
const LEFT: Readonly<Record<string, readonly [what: string, why: string]>> = {
  description: ['description', 'This is a text without an answer: it is no question.'],
  essay: ['essay', 'Essays cannot be graded.'],
  cloze: ['cloze question', 'This text has its answers in it: it cannot be asked.'],
  multianswer: ['cloze question', 'This text has its answers in it: it cannot be asked.'],
  calculated: ['calculated question', 'Questions with numbers that Moodle draws cannot be asked.'],
  calculatedsimple: ['calculated question', 'Questions with numbers that Moodle draws cannot be asked.'],
  calculatedmulti: ['calculated question', 'Questions with numbers that Moodle draws cannot be asked.'],
  ddwtos: ['drag-and-drop question', 'Dragging cannot be done here.'],
  ddimageortext: ['drag-and-drop question', 'Dragging cannot be done here.'],
  ddmarker: ['drag-and-drop question', 'Dragging cannot be done here.'],
  gapselect: ['question with gaps', 'This text has its answers in it: it cannot be asked.'],
  ordering: ['ordering question', 'Putting items in order cannot be imported.'],
  coderunner: ['programming question', 'Programs cannot be graded here.'],
  random: ['random question', 'It only names a category to draw from.'],
  randomsamatch: ['random question', 'It only names a category to draw from.'],
};

/** The questions of a file in Moodle's XML: multiple choice, true or false, short answers, numbers and matching. */
export function readXml(text: string): WrittenFile {
  const document = parseDocument(text, { xmlMode: true, withStartIndices: true });
  const quiz = elementOf(document.children, 'quiz');
  const questions: WrittenQuestion[] = [];
  const leftOut: LeftOut[] = [];
  if (quiz === undefined) {
    return {
      questions,
      leftOut: [{ line: 1, what: 'question', why: 'There is no element `<quiz>` as in the XML that Moodle exports.' }],
      notes: [],
    };
  }
  const lineOf = lineCounter(text);
  let topic: string | undefined;
  const cut = cutOff(text);
  for (const element of elementsOf(quiz.children, 'question')) {
    if (cut.from !== undefined && (element.startIndex ?? 0) >= cut.from) continue;
    const type = (element.attribs['type'] ?? '').toLowerCase();
    const line = lineOf(element.startIndex ?? 0);
    if (type === 'category') {
      topic = topicOf(textIn(elementOf(element.children, 'category')));
      continue;
    }
    const found = readQuestion(element, type, line, topic);
    if ('why' in found) leftOut.push(found);
    else questions.push(found);
  }
  if (cut.from !== undefined)
    leftOut.push({
      line: text.slice(0, cut.from).split('\n').length,
      what: 'question',
      why: `The file ends in line ${text.trimEnd().split('\n').length}, in the middle of this question: it was cut off.`,
    });
  const notes = cut.early && cut.from === undefined ? ['The file ends before `</quiz>`: it was cut off.'] : [];
  return { questions, leftOut, notes };
}

/** Does a file end too early, and where does the question begin in which it does? */
function cutOff(text: string): { readonly early: boolean; readonly from: number | undefined } {
  if (/<\/quiz\s*>\s*(?:<!--[\s\S]*?-->\s*)*$/.test(text)) return { early: false, from: undefined };
  const bare = text.replaceAll(/<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)/g, (hidden) =>
    ' '.repeat(hidden.length),
  );
  const from = Math.max(bare.lastIndexOf('<question '), bare.lastIndexOf('<question>'));
  return { early: true, from: from >= 0 && !/<\/question\s*>/.test(bare.slice(from)) ? from : undefined };
}

/** The line of a place in a text, for places that never go back. */
function lineCounter(text: string): (index: number) => number {
  let [line, at] = [1, 0];
  return (index) => {
    for (; at < index; at++) if (text[at] === '\n') line++;
    return line;
  };
}

function readQuestion(
  element: Element,
  type: string,
  line: number,
  topic: string | undefined,
): WrittenQuestion | LeftOut {
  const answers = readAnswers(element, type, line);
  if (answers === undefined) {
    const [what, why] = LEFT[type] ?? [
      'question of another type',
      `Questions of the type \`${type.slice(0, 40).replaceAll('`', "'")}\` cannot be asked here.`,
    ];
    return { line, what, why };
  }
  const ours = elementOf(element.children, 'chainrule')?.attribs ?? {};
  const prompt = marked(elementOf(element.children, 'questiontext')) ?? { text: '', format: 'html' };
  const hints = elementsOf(element.children, 'hint').flatMap((hint) => marked(hint) ?? []);
  const tags = elementsOf(elementOf(element.children, 'tags')?.children ?? [], 'tag').map(textIn);
  return {
    line,
    mistakes: new Mistakes(),
    prompt,
    title: ours['title'] === '' ? undefined : textIn(elementOf(element.children, 'name')) || undefined,
    topic,
    level: tags.map((tag) => /^level-(\S+)$/.exec(tag)?.[1]).find((level) => level !== undefined),
    hint: hintOf(hints),
    explanation: marked(elementOf(element.children, 'generalfeedback')),
    ...answers,
    ordered: answers.ordered || ours['order'] !== undefined,
  };
}

/** Several hints follow each other. */
const hintOf = (hints: readonly WrittenText[]): WrittenText | undefined =>
  hints.length < 2
    ? hints[0]
    : { text: hints.map(({ text }) => text).join('\n\n'), format: hints[0]?.format ?? 'html' };
