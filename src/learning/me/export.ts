import type { Requester } from '../../command/requester.ts';
import { MAX_FILE } from '../../limits.ts';
import { paragraph, say } from '../../reply/build.ts';
import type { Reply, ReplyNode } from '../../reply/document.ts';
import type { LearningStore } from '../../store/learning/store.ts';
import { counted } from '../../text.ts';

/** What other rooms keep of somebody, as plain JSON. */
export type Personal = (who: Requester) => Promise<Readonly<Record<string, unknown>>>;

const iso = (at: number): string => new Date(at).toISOString();

/** Everything that is kept of somebody, as JSON: one file, or several where one would be too large. */
export async function exportReply(
  store: LearningStore,
  personal: Personal,
  who: Requester,
  now: number,
): Promise<Reply> {
  const { tenant, user } = who;
  const cards = await store.cards(tenant, user);
  const reviews = await store.reviews(tenant, user);
  const { course, lessons, dailies } = await store.courseOf(tenant, user);
  const all = {
    exported: iso(now),
    tenant,
    user,
    cards: cards.map(({ card, state, due }) => ({ card, due: iso(due), ...JSON.parse(state) })),
    course: course === undefined ? null : JSON.parse(course),
    lessons,
    dailies: dailies.map(({ channel, settings }) => ({ channel, ...JSON.parse(settings) })),
    ...(await personal(who)),
  };
  const answers = reviews.map(({ key, content, at }) => ({ key, at: iso(at), ...JSON.parse(content) }));
  const day = iso(now).slice(0, 10);
  const files = inFiles({ ...all, reviews: answers }).map(
    (text, i): ReplyNode => ({ kind: 'file', name: i === 0 ? `me-${day}.json` : `me-${day}-${i + 1}.json`, text }),
  );
  const counts = `${counted(cards.length, 'card')} and ${counted(reviews.length, 'answer')} that count for them`;
  return {
    nodes: [
      paragraph(
        say`All that is kept of you here: ${counts}, your quizzes, practice, lessons and questions. Keep the file to yourself.`,
      ),
      ...files,
    ],
  };
}

/** As few texts as there is room for; a list that is too long is parted. */
function inFiles(all: Readonly<Record<string, unknown>>): string[] {
  const text = JSON.stringify(all, undefined, 1);
  if (Buffer.byteLength(text) <= MAX_FILE) return [text];
  const lists = Object.entries(all).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
  const [name, items] = lists.toSorted(([, a], [, b]) => JSON.stringify(b).length - JSON.stringify(a).length)[0] ?? [
    '',
    [],
  ];
  // A single thing that is too large is the reader's to miss, never the whole.
  if (items.length < 2) return [JSON.stringify({ ...all, [name]: [] })];
  const half = Math.ceil(items.length / 2);
  return [
    ...inFiles({ ...all, [name]: items.slice(0, half) }),
    ...inFiles({ exported: all['exported'], [name]: items.slice(half) }),
  ];
}
