import { withOption } from '../../command/format.ts';
import { leftOutSentences, type QuestionFile, readSentence } from '../../questions/formats/formats.ts';
import { OWN } from '../../questions/own.ts';
import { buttons, code, list, paragraph, say, withCode } from '../../reply/build.ts';
import type { Button, Reply, Span } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import type { Brought } from '../bank/import.ts';
import { calledIn, ofManagers, referenceOf, type Scope } from '../bank/place.ts';
import { cut } from './parts.ts';

type Imported = Brought & Pick<QuestionFile, 'leftOut' | 'notes' | 'questions'>;

/** So many topics are named. */
const NAMED = 5;

/** What was imported and what not, where it is, and how to ask it or take it back. */
export function importedReply({ questions, leftOut, notes, counts, scope, tenant, change, topics }: Imported): Reply {
  const typed = questions.filter(({ options }) => options.length === 0).length;
  const which = questions.length === 1 ? 'It' : typed === questions.length ? 'All of them' : `${typed} of them`;
  const alsoTyped = typed === 0 ? '' : ` ${which} ${typed === 1 ? 'wants' : 'want'} a typed answer.`;
  const [topic = ''] = topics;
  const from = topics.length === 1 && topic !== '' ? withOption('', 'from', topic).trim() : `--topic ${OWN}`;
  const start = `/quiz start ${from} --rounds all`;
  const bank = topics.length === 1 && topic !== '' ? withOption('/quiz bank', 'topic', topic) : '/quiz bank';
  const undo: Button[] =
    change === undefined
      ? []
      : [{ label: 'Undo', command: `/quiz bank --undo --change ${undoReference(scope, change)}` }];
  return {
    nodes: [
      paragraph(say`${countsSentence(questions.length, counts)}${alsoTyped}`),
      ...(leftOut.length === 0 ? [] : [paragraph(say`${readSentence({ questions, leftOut })}`)]),
      ...(leftOut.length === 0 ? [] : [list(leftOutSentences(leftOut).map(withCode))]),
      ...(notes.length === 0 ? [] : [list(notes.map(withCode))]),
      paragraph(whereSpans({ tenant, scope, topics }, questions.length)),
      paragraph(say`Ask ${questions.length === 1 ? 'it' : 'them'} with ${code(start)}.`),
      buttons(
        { label: `Start a quiz with ${questions.length === 1 ? 'it' : 'them'}`, command: start },
        { label: `See ${questions.length === 1 ? 'it' : 'them'}`, command: bank },
        ...undo,
      ),
    ],
  };
}

const undoReference = (scope: Scope, change: number): string =>
  referenceOf({ place: { channel: 'c:', server: 's', me: 'u:' }[scope] }, change);

/** `12 questions: 9 new, 2 the same, 1 changed.` */
function countsSentence(count: number, { added, same, changed, removed }: Brought['counts']): string {
  const kinds = [
    { n: added, is: 'new' },
    { n: same, is: 'the same' },
    { n: changed, is: 'changed' },
  ].filter(({ n }) => n > 0);
  const [only, another] = kinds;
  const parts = kinds.map(({ n, is }) => `${n} ${is}`).join(', ');
  const all = count === 1 ? '1 question,' : `${counted(count, 'question')}, all`;
  const said =
    only !== undefined && another === undefined ? `${all} ${only.is}.` : `${counted(count, 'question')}: ${parts}.`;
  const gone =
    removed === 1
      ? '1 question that is not among them is deleted.'
      : `${removed} questions that are not among them are deleted.`;
  return removed === 0 ? said : `${said} ${gone}`;
}

const SEEN_BY: Readonly<Record<Scope, (them: string) => string>> = {
  channel: (them) => `Everybody here can be asked ${them}; the answers are shown to you`,
  server: (them) => `Everybody in any channel can be asked ${them}; the answers are shown to you`,
  me: (them) => `Only you can ask ${them}, wherever you are`,
};

function whereSpans({ tenant, scope, topics }: Pick<Brought, 'tenant' | 'scope' | 'topics'>, count: number): Span[] {
  const named = topics.filter((topic) => topic !== '').map((topic) => `“${cut(topic, 60)}”`);
  const more = named.length > NAMED ? ` and ${named.length - NAMED} more` : '';
  const of = named.length === 0 ? '' : `, in ${named.slice(0, NAMED).join(', ')}${more}`;
  const [are, them] = count === 1 ? ['It is', 'it'] : ['They are', 'them'];
  const also = scope === 'me' ? '' : ofManagers({ tenant }, ', and to those who manage the server');
  return say`${are} in ${calledIn({ tenant }, scope)}${of}. ${SEEN_BY[scope](them)}${also}.`;
}
