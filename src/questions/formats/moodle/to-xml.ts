import { escapeHtml } from '../../markup/markdown.ts';
import { lineToHtml, toHtml } from '../../markup/to-html.ts';
import type { Question } from '../../question.ts';
import { type Answers, answersOf, keepsOrder, needsWildcards, type WeighedAnswer } from '../answers-of.ts';
import { categoryOf } from '../topic.ts';

/**
 * Questions in Moodle's XML, to be imported there or here again. What Moodle has no place for stands in elements that it
 * does not look for: `<misconception>` in an answer, and `<chainrule>` in a question.
 */
export function toXml(questions: readonly Question[]): string {
  let topic: string | undefined;
  const written = questions.map((question, i) => {
    const category = question.topic === topic ? [] : [categoryXml(question.topic)];
    topic = question.topic;
    return [...category, questionXml(question, i + 1)].join('\n');
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<quiz>', ...written, '</quiz>', ''].join('\n');
}

const categoryXml = (topic: string | undefined): string =>
  `<question type="category"><category>${plain(topic === undefined ? '$course$/top' : categoryOf(topic))}</category></question>`;

const plain = (text: string): string => `<text>${escapeHtml(text)}</text>`;
const html = (text: string): string => `<text><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]></text>`;

const TYPES = {
  truth: 'truefalse',
  number: 'numerical',
  words: 'shortanswer',
  pairs: 'matching',
  choice: 'multichoice',
};

function questionXml(question: Question, n: number): string {
  const { type, level, title, prompt, picture, hint, explanation } = question;
  const answers = answersOf(question);
  const shown =
    picture === undefined ? '' : `\n<p><img src="${escapeHtml(picture.url)}" alt="${escapeHtml(picture.alt)}"></p>`;
  return [
    `<question type="${TYPES[answers.kind]}">`,
    // Moodle wants a name.
    `  <name>${plain(title ?? `Question ${n}`)}</name>`,
    `  <questiontext format="html">${html(toHtml(prompt) + shown)}</questiontext>`,
    ...(explanation.length > 0
      ? [`  <generalfeedback format="html">${html(toHtml(explanation))}</generalfeedback>`]
      : []),
    ...settings(question, answers),
    ...answerElements(answers),
    ...(hint.length > 0 ? [`  <hint format="html">${html(toHtml(hint))}</hint>`] : []),
    `  <tags><tag>${plain(type)}</tag><tag>${plain(`level-${level}`)}</tag></tags>`,
    '</question>',
  ].join('\n');
}

function settings(question: Question, answers: Answers): string[] {
  const ours = {
    ...('shown' in answers && answers.shown.length > 0 && { options: answers.shown.map((i) => i + 1).join(' ') }),
    ...(answers.kind === 'choice' &&
      answers.number !== undefined && { number: `${answers.number.value}:${answers.number.tolerance}` }),
    ...(needsWildcards(question) && { wildcards: 'yes' }),
    ...(keepsOrder(question) && { order: 'as it stands' }),
    // The name is Moodle's need, no title.
    ...(question.title === undefined && { title: '' }),
  };
  const marks = Object.entries(ours).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`);
  const single = answers.kind === 'choice' ? [`  <single>${!answers.several}</single>`] : [];
  const shuffled =
    answers.kind === 'choice' || answers.kind === 'pairs'
      ? [`  <shuffleanswers>${keepsOrder(question) ? 0 : 1}</shuffleanswers>`]
      : [];
  return [...single, ...shuffled, ...(marks.length > 0 ? [`  <chainrule${marks.join('')}/>`] : [])];
}

function answerElements(answers: Answers): string[] {
  switch (answers.kind) {
    case 'truth':
      return answers.options.map(({ text, right, feedback, bugs }) =>
        answerXml({ text, weight: Number(right), feedback, bugs }, plain(text.toLowerCase())),
      );
    case 'pairs':
      return answers.pairs.map(
        ({ left, right }) =>
          `  <subquestion format="html">${html(left === undefined ? '' : lineToHtml(left))}<answer format="html">${html(lineToHtml(right))}</answer></subquestion>`,
      );
    case 'choice':
      return answers.answers.map((answer) => answerXml(answer, html(lineToHtml(answer.text)), ' format="html"'));
    case 'number':
    case 'words':
      return answers.answers.map((answer) => answerXml(answer, plain(answer.text)));
  }
}

function answerXml({ weight, tolerance, feedback, bugs }: WeighedAnswer, text: string, format = ''): string {
  return [
    `  <answer fraction="${Number((weight * 100).toFixed(5))}"${format}>${text}`,
    tolerance === undefined ? '' : `<tolerance>${tolerance}</tolerance>`,
    feedback ? `<feedback format="html">${html(lineToHtml(feedback))}</feedback>` : '',
    bugs.length > 0 ? `<misconception>${plain(bugs.join(' | '))}</misconception>` : '',
    '</answer>',
  ].join('');
}
