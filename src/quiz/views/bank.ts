import { withOption } from '../../command/format.ts';
import { keptSpans } from '../../questions/markup/spans.ts';
import { OWN } from '../../questions/own.ts';
import type { Option, Question, Typed } from '../../questions/question.ts';
import { buttons, code, codeBlock, heading, list, paragraph, say, strong, withCode } from '../../reply/build.ts';
import { type Button, MAX_LONG_INPUT, type Reply, type ReplyNode, type Span } from '../../reply/document.ts';
import type { BankLine, BankTopic } from '../../store/bank-store.ts';
import { capitalize, counted } from '../../text.ts';
import { CODE_DAYS, type NewCode } from '../bank/code.ts';
import type { Entry } from '../bank/entry.ts';
import { type BankResult, type EditedAs, editForm, type Listed, lineReference, PAGE } from '../bank/perform.ts';
import { calledIn, ofManagers, scopeOf } from '../bank/place.ts';
import { askedNodes, askedOf } from './answering.ts';
import { bugTitle, cut, lettered, rightNodes } from './parts.ts';
import { TYPED } from './question.ts';

/** So many topics are listed. */
const MAX_TOPICS = 15;
const MAX_LABEL = 70;
const UNDO_LAST: Button = { label: 'Undo the last change', command: '/quiz bank --undo' };
const BANK: Button = { label: 'All questions', command: '/quiz bank' };

/** What somebody is told about the banks. */
export function bankReply(result: BankResult): Reply {
  switch (result.kind) {
    case 'list':
      return { nodes: result.may ? listNodes(result) : topicsNodes(result) };
    case 'shown':
      return { nodes: shownNodes(result.entry, result.answers, result.text) };
    case 'form':
      return { nodes: formNodes(result.entry, result.text, result.as) };
    case 'done':
      return { nodes: [paragraph(withCode(result.done.said)), ...afterNodes(result)] };
    case 'code':
      return { nodes: codeNodes(result.code) };
  }
}

/** For somebody who brought none of them: what can be asked, and not a word of a question. */
const topicsNodes = ({ topics, tenant }: Listed): ReplyNode[] => [
  heading('Imported questions'),
  ...topicTable(topics),
  paragraph(
    say`The questions themselves are shown to those who imported them${ofManagers({ tenant }, ', and to those who manage the server')}.`,
  ),
  buttons(
    { label: 'Practise', command: `/quiz practice --topic ${OWN}` },
    { label: 'Start a quiz', command: `/quiz start --topic ${OWN}` },
  ),
];

function topicTable(topics: readonly BankTopic[]): ReplyNode[] {
  const of = (topic: BankTopic): string => (scopeOf(topic) === 'channel' ? '' : `, ${calledIn(topic, scopeOf(topic))}`);
  const items = topics
    .slice(0, MAX_TOPICS)
    .map(
      (topic) =>
        say`${strong(topic.topic === '' ? 'without a topic' : cut(topic.topic, 60))}: ${counted(topic.count, 'question')}${of(topic)}`,
    );
  const more = topics.length - items.length;
  return [list(items), ...(more > 0 ? [paragraph(say`And ${counted(more, 'topic')} more.`)] : [])];
}

function listNodes(listed: Listed): ReplyNode[] {
  const { topics, lines, total, page, topic, search } = listed;
  const filtered = topic !== undefined || search !== undefined;
  const of = topic === undefined ? '' : ` of “${topic}”`;
  const having = search === undefined ? '' : ` with “${cut(search, 60)}”`;
  const first = (page - 1) * PAGE + 1;
  const range = total > PAGE ? say`Numbers ${first} to ${first + lines.length - 1} of ${total}:` : [];
  return [
    heading(`${total === 0 ? 'No question' : counted(total, 'question')}${of}${having}`),
    ...(filtered || page > 1 ? [] : topicTable(topics)),
    ...(range.length > 0 ? [paragraph(range)] : []),
    ...(lines.length > 0 ? [list(lines.map((line) => lineSpans(line, topic)))] : []),
    ...(lines.length > 0 ? [paragraph(say`Choose one by its number:`), buttons(...lines.map(showButton))] : []),
    buttons(...listButtons(listed)),
  ];
}

function lineSpans(line: BankLine, topic: string | undefined): Span[] {
  const of = line.topic === '' || topic !== undefined ? '' : ` (${cut(line.topic, 40)})`;
  return say`${strong(lineReference(line))}  ${withCode(cut(line.label, MAX_LABEL))}${of}`;
}

const showButton = (line: BankLine): Button => ({
  label: lineReference(line),
  command: `/quiz bank --show ${lineReference(line)}`,
});

function listButtons({ total, page, topic, search }: Listed): Button[] {
  const base = topic === undefined ? '/quiz bank' : withOption('/quiz bank', 'topic', topic);
  const line = search === undefined ? base : withOption(base, 'search', search);
  const start = topic === undefined ? `/quiz start --topic ${OWN}` : withOption('/quiz start', 'from', topic);
  return [
    ...(page > 1 ? [{ label: 'Page before', command: `${line} --page ${page - 1}` }] : []),
    ...(page * PAGE < total ? [{ label: 'Next page', command: `${line} --page ${page + 1}` }] : []),
    { label: 'Search', command: `${base} --search`, input: 'Words to search for' },
    ...(topic === undefined && search === undefined ? [] : [BANK]),
    ...(topic === undefined ? [] : topicButtons(topic)),
    ...(total > 0 && search === undefined ? [{ label: 'Copy elsewhere', command: `${base} --copy` }] : []),
    ...(topic === undefined && search === undefined ? [UNDO_LAST] : []),
    ...(total > 0 && search === undefined ? [{ label: 'Start a quiz', command: start }] : []),
  ];
}

const topicButtons = (topic: string): Button[] => [
  {
    label: 'Rename',
    command: `${withOption('/quiz bank', 'rename', topic)} --to`,
    input: 'The new name of the topic',
  },
  { label: 'Delete all of it', command: `${withOption('/quiz bank', 'topic', topic)} --delete all` },
];

/** A question as pupils see it, and on request what they do not see. */
function shownNodes(entry: Entry, answers: boolean, text: string): ReplyNode[] {
  const { question, reference, scope } = entry;
  const about = [
    ...(question.title ? [`title “${question.title}”`] : []),
    ...(question.topic ? [`topic “${question.topic}”`] : []),
    `level ${question.level}`,
  ];
  return [
    heading(`Question ${reference}${answers ? ', with its answer' : ' as pupils see it'}`),
    ...preview(question),
    ...(answers ? answerNodes(question) : []),
    paragraph(say`${capitalize(`${about.join(', ')}, in ${calledIn(entry, scope)}.`)}`),
    buttons(...shownButtons(reference, answers, text)),
  ];
}

const preview = (question: Question): ReplyNode[] => [
  ...askedNodes(askedOf(question), false),
  ...(question.typed === undefined ? [] : [paragraph(say`To type: ${TYPED[question.typed.kind]}.`)]),
];

function answerNodes(question: Question): ReplyNode[] {
  const { hint, explanation, options, typed } = question;
  const said = [
    ...options.map((option, i) => remark(lettered(i, option.text, question.type), option)),
    ...traps(typed),
  ].flat();
  return [
    ...rightNodes(question),
    ...(said.length > 0 ? [paragraph(say`${strong('What is said to an answer')}`), list(said)] : []),
    ...(hint.length > 0 ? [paragraph(say`${strong('Hint')}`), ...hint] : []),
    ...(explanation.length > 0 ? [paragraph(say`${strong('Explanation')}`), ...explanation] : []),
  ];
}

/** What is said to an answer, where there is something. */
function remark(answer: Span[], { bugs, feedback }: Pick<Option, 'bugs' | 'feedback'>): Span[][] {
  const all = [...bugs.map((bug) => say`${withCode(bugTitle(bug))}`), ...(feedback ? [keptSpans(feedback)] : [])];
  return all.length === 0 ? [] : [say`${answer}: ${all.flatMap((one, i) => (i === 0 ? one : say`; ${one}`))}`];
}

const traps = (typed: Typed | undefined): Span[][][] =>
  typed !== undefined && 'traps' in typed ? typed.traps.map((trap) => remark([code(trap.text)], trap)) : [];

function shownButtons(reference: string, answers: boolean, text: string): Button[] {
  const line = `/quiz bank --show ${reference}`;
  return [
    answers ? { label: 'As pupils see it', command: line } : { label: 'With the answer', command: `${line} --answers` },
    text.length > MAX_LONG_INPUT
      ? { label: 'Edit', command: `/quiz bank --edit ${reference}` }
      : editForm(reference, text),
    { label: 'Rename', command: `/quiz bank --rename ${reference} --to`, input: 'The new title' },
    { label: 'Move', command: `/quiz bank --move ${reference} --to`, input: 'The topic to move it to' },
    { label: 'Delete', command: `/quiz bank --delete ${reference}` },
    BANK,
  ];
}

/** The question as a text to change; one that is too long for a form comes as a file. */
function formNodes({ reference }: Entry, text: string, as: EditedAs): ReplyNode[] {
  const title = heading(`Edit question ${reference}`);
  if (text.length > MAX_LONG_INPUT)
    return [
      title,
      paragraph(
        say`It is too long for a form. Change this file, and bring it back with ${code(`/quiz bank --edit ${reference} --file`)}.`,
      ),
      { kind: 'file', name: `question-${reference}.${as}`, text },
    ];
  return [title, codeBlock(text.trim()), buttons({ ...editForm(reference, text), label: 'Change it' }, BANK)];
}

function afterNodes({ done, text }: Extract<BankResult, { kind: 'done' }>): ReplyNode[] {
  const { entry, undo } = done;
  return [
    ...(entry === undefined ? [] : preview(entry.question)),
    buttons(
      ...(undo === undefined ? [] : [{ label: 'Undo', command: `/quiz bank --undo --change ${undo}` }]),
      ...(entry === undefined ? [] : shownButtons(entry.reference, false, text ?? '').slice(0, 2)),
      BANK,
    ),
  ];
}

function codeNodes({ code: made, topic, count }: NewCode): ReplyNode[] {
  const line = `/quiz import --code ${made}`;
  return [
    paragraph(
      say`${counted(count, 'question')}${topic === '' ? '' : ` of “${topic}”`} can be copied with ${code(line)}, in any channel or server, for ${CODE_DAYS} days.`,
    ),
    paragraph(say`Whoever has this line gets the answers too: give it to teachers only.`),
  ];
}
