import type { Requester } from '../../command/requester.ts';
import { UserError } from '../../errors.ts';
import type { Wanted } from '../../questions/make.ts';
import type { Question } from '../../questions/question.ts';
import { placeOf } from '../../quiz/bank/place.ts';
import { buttons, paragraph, say, strong } from '../../reply/build.ts';
import { MAX_LONG_INPUT, type Reply } from '../../reply/document.ts';
import type { CourseStore } from '../../store/learning/course.ts';
import { counted, nearest, shorten } from '../../text.ts';
import { type Lesson, MalformedLesson, type Mistake } from './lesson.ts';
import { parseLesson } from './parse.ts';

/** Lessons of one place. */
const MOST_LESSONS = 20;
/** Characters of one. */
const MAX_LESSON = 30_000;
/** A lesson that is used is noted so often: what nobody uses is forgotten one day. */
const NOTED_EVERY_MS = 24 * 60 * 60 * 1000;
const RESERVED = ['import', 'remove', 'lesson', 'page'];

interface Options {
  readonly store: CourseStore;
  readonly clock: { now(): number };
}

interface Bringing extends Options {
  readonly ours: readonly Lesson[];
  readonly make: (wanted: Wanted) => Promise<Question>;
  readonly compute: (line: string) => Promise<Reply>;
}

interface Request {
  /** The text of the lesson; asked for if left out. */
  readonly brought?: string | undefined;
  readonly fileName?: string | undefined;
}

/** Where the lessons of a server are kept, or on the page those of whoever opens its rooms. */
const serverOf = (who: Requester) => placeOf(who, 'server');

/** The lessons that were brought for where somebody is. */
export async function broughtFor(who: Requester, { store, clock }: Options): Promise<Lesson[]> {
  const place = serverOf(who);
  const now = clock.now();
  const rows = await store.lessons(place.tenant, place.place);
  const used = rows.filter(({ savedAt }) => now - savedAt > NOTED_EVERY_MS);
  await Promise.all(used.map(({ name }) => store.touchLesson({ ...place, name, now })));
  return rows.flatMap(({ name, content }) => {
    try {
      return [{ ...parseLesson(content, name), number: undefined }];
    } catch (error) {
      // It could be read once: a type of question may have changed since.
      if (error instanceof MalformedLesson) return [];
      throw error;
    }
  });
}

/**
 * Brings a lesson for a server.
 *
 * @throws UserError for who may not, and with the line of each mistake
 */
export async function bring({ brought, fileName }: Request, who: Requester, bringing: Bringing): Promise<Reply> {
  allow(who, 'bring lessons');
  if (brought === undefined) return form();
  if (brought.length > MAX_LESSON) {
    throw new UserError(`This is ${brought.length} characters long; ${MAX_LESSON} fit.`, {
      code: 'E_FILE_TOO_LARGE',
      hint: 'Make two lessons of it.',
    });
  }
  const lesson = readOrRefuse(brought, fileName);
  const name = nameFor(lesson, fileName, bringing.ours);
  const wrong = await tried(lesson, bringing);
  if (wrong.length > 0) throw refusedFor(wrong, brought, fileName);
  const { store, clock } = bringing;
  const place = serverOf(who);
  const others = await store.lessons(place.tenant, place.place);
  const replaced = others.some((other) => other.name === name);
  if (!replaced && others.length >= MOST_LESSONS) {
    throw new UserError(`There are ${others.length} lessons here already; ${MOST_LESSONS} fit.`, {
      code: 'E_TOO_MANY_LESSONS',
      hint: 'Remove one with `/lesson remove NAME`.',
    });
  }
  await store.saveLesson({ ...place, name, user: who.user, content: brought, savedAt: clock.now() });
  const checks = lesson.pages.filter(({ check, walk }) => (check ?? walk) !== undefined).length;
  return {
    nodes: [
      paragraph(
        say`${strong(lesson.title)} ${replaced ? 'is here in its new version' : 'is among the lessons now'}: ${counted(lesson.pages.length, 'page')}, ${counted(checks, 'check')}. It is called \`${name}\`.`,
      ),
      buttons(
        { label: 'See it', command: `/lesson ${name}` },
        { label: 'All lessons', command: '/lesson' },
        { label: 'Remove it', command: `/lesson remove ${name}` },
      ),
    ],
  };
}

/** @throws UserError for who may not, and for a lesson that there is not */
export async function remove(typed: string, who: Requester, { store }: Bringing): Promise<Reply> {
  allow(who, 'remove lessons');
  const place = serverOf(who);
  const name = typed.trim().toLowerCase();
  if (await store.removeLesson({ ...place, name })) {
    return {
      nodes: [
        paragraph(say`The lesson \`${name}\` is removed.`),
        buttons({ label: 'All lessons', command: '/lesson' }),
      ],
    };
  }
  const names = (await store.lessons(place.tenant, place.place)).map((lesson) => lesson.name);
  const near = nearest(name, names);
  throw new UserError(
    name === '' ? 'Which lesson is to be removed?' : `No lesson \`${shorten(name)}\` was brought here.`,
    {
      code: 'E_NO_LESSON',
      hint:
        names.length === 0
          ? 'Nobody brought one; the lessons of the course stay.'
          : `${near ? `Did you mean \`${near}\`? ` : ''}There is ${names.map((one) => `\`${one}\``).join(', ')}.`,
      remedies: near === undefined ? ['/lesson'] : [`/lesson remove ${near}`],
    },
  );
}

/** On the page everybody has lessons of their own, which are those of the rooms that they open, too. */
const isOwn = ({ bank, user }: Requester): boolean => bank === `~${user}`;

function allow(who: Requester, does: string): void {
  const { manages, tenant } = who;
  if (manages || isOwn(who)) return;
  throw new UserError(`Only those who manage ${tenant.startsWith('web:') ? 'the room' : 'the server'} may ${does}.`, {
    code: 'E_NOT_ALLOWED',
    hint: tenant.startsWith('web:')
      ? 'Leave the room: outside of it you have lessons of your own.'
      : 'Ask one of them.',
    remedies: ['/lesson'],
  });
}

function readOrRefuse(text: string, fileName: string | undefined): Lesson {
  try {
    return parseLesson(text, '');
  } catch (error) {
    throw error instanceof MalformedLesson ? refusedFor(error.mistakes, text, fileName) : error;
  }
}

/** What went wrong where its commands are run and its questions are made. */
async function tried({ pages }: Lesson, { make, compute }: Bringing): Promise<Mistake[]> {
  const wrong: Mistake[] = [];
  for (const { parts, check, walk, checkLine } of pages) {
    const walks = walk === undefined ? [] : [{ kind: 'run' as const, command: walk, line: checkLine ?? 1 }];
    for (const part of [...parts, ...walks]) {
      if (part.kind !== 'run') continue;
      try {
        await compute(part.command);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        wrong.push({ line: part.line, what: [error.message, error.hint].filter(Boolean).join(' ') });
      }
    }
    if (check === undefined) continue;
    try {
      await make({ ...check, seed: 1 });
    } catch {
      wrong.push({ line: checkLine ?? 1, what: 'No such question can be made: leave some of `without` away.' });
    }
  }
  return wrong;
}

function refusedFor(mistakes: readonly Mistake[], text: string, fileName: string | undefined): UserError {
  const first =
    mistakes.length === 1 ? 'There is a mistake in it' : `There are ${counted(mistakes.length, 'mistake')} in it`;
  const lines = mistakes.map(({ line, what }) => `Line ${line}: ${what}`);
  const error = new UserError([`${first}, so nothing was imported.`, ...lines].join('\n'), {
    code: 'E_MISTAKES_IN_FILE',
    hint: fileName === undefined ? 'Change the text, and send it again.' : 'Correct the file and import it again.',
    remedies: ['/lesson import'],
  });
  if (fileName !== undefined || text.length > MAX_LONG_INPUT) return error;
  return error.with({ remedies: [], again: { ...FIELD, label: 'Change the text', filled: text } });
}

const FIELD = { command: '/lesson import --paste', input: 'Your lesson', long: true } as const;

const form = (): Reply => ({
  nodes: [
    paragraph(
      say`A lesson is a text: above it \`title:\` and \`summary:\` between lines of \`---\`, then pages in Markdown with \`---\` between them. Attach its file to \`/lesson import\`, or paste it here.`,
    ),
    buttons({ ...FIELD, label: 'Paste a lesson' }),
  ],
});

/** What a lesson is kept under: the name of its file, or else its title. */
function nameFor({ title }: Lesson, fileName: string | undefined, ours: readonly Lesson[]): string {
  const base =
    (fileName ?? '')
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.\w+$/, '') ?? '';
  const slug = (text: string): string =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replace(/^[\d-]+|-+$/g, '')
      .slice(0, 30)
      .replace(/-+$/, '');
  const name = slug(base) || slug(title) || 'own';
  return RESERVED.includes(name) || ours.some((lesson) => lesson.name === name) ? `${name}-own` : name;
}
