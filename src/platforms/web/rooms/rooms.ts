import { type Attempts, createAttempts } from '../../../dispatch/attempts.ts';
import { UserError } from '../../../errors.ts';
import type { LearningStore } from '../../../store/learning/store.ts';
import type { QuizStore } from '../../../store/quiz-store.ts';
import type { RoomRow, RoomStore } from '../../../store/room-store.ts';
import type { PointsClient } from '../../../store/shared/points.ts';
import { newCode } from './codes.ts';
import { foldName, freeName } from './names.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A room that nobody has used for so long, and that has no open task, lets nobody new in. */
const OPEN_MS = DAY_MS;
/** Tasks of a room that are looked at. */
const MOST_TASKS = 20;
/** As long as quizzes are kept. */
const KEEP_MS = 396 * DAY_MS;
/** A use is noted this often. */
const NOTED_MS = 10 * MINUTE_MS;
/** Rooms that one person may open in a day, and that may be opened from one address and in all in an hour. */
const MOST_A_DAY = 20;
const NEW_ROOMS = { name: 'room', each: 60, all: 300, seconds: 3600 };
const TRIES = 100;
/** A whole school may sit behind one address, so it has some room for typing errors. */
const WRONG_CODES = { name: 'code', each: 60, all: 600, seconds: 600 };

/** A room as it is for one person. */
export interface Place {
  readonly code: string;
  /** The name of the person there. */
  readonly name: string;
  /** Have they opened it? */
  readonly owner: boolean;
}

/** A room as the server knows it: with the id of whoever opened it. */
interface OwnedPlace extends Place {
  readonly ownerId: string;
}

type Entered =
  | ({ readonly kind: 'in' } & Place)
  /** Somebody has the name; another one that is free. */
  | { readonly kind: 'taken'; readonly free: string }
  | { readonly kind: 'nameless' };

export interface Rooms {
  /** Opens a room for somebody, who is in it then. @throws UserError for too many; Busy */
  open(owner: string, name: string, from: string): Promise<Place>;
  /** Takes back a room in which nothing has begun. */
  remove(code: string): Promise<void>;
  /**
   * Is there a room with this code that one may come into?
   *
   * @param from where the question comes from
   * @throws Busy after too many wrong codes
   */
  find(code: string, from: string): Promise<boolean>;
  /** Lets somebody in, or renames them there. @throws UserError where there is no such room; Busy */
  enter(code: string, user: string, name: string, from: string): Promise<Entered>;
  /** The room as it is for somebody who is in it, which is used by that; undefined for everybody else. */
  placeOf(code: string, user: string): Promise<OwnedPlace | undefined>;
}

interface RoomsOptions {
  readonly rooms: RoomStore;
  readonly quizzes: Pick<QuizStore, 'latest' | 'tasks'>;
  readonly learning: Pick<LearningStore, 'daily'>;
  /** The tenant of the quizzes. */
  readonly tenant: string;
  readonly now: () => number;
  /** Where all processes count together how often somebody tries. */
  readonly points?: PointsClient | undefined;
  /** Wrong codes. */
  readonly attempts?: Attempts;
  /** New rooms. */
  readonly openings?: Attempts;
}

export function createRooms({
  rooms: store,
  quizzes,
  learning,
  tenant,
  now,
  points,
  attempts = createAttempts(WRONG_CODES, points),
  openings = createAttempts(NEW_ROOMS, points),
}: RoomsOptions): Rooms {
  const isOpen = async ({ usedAt, code }: RoomRow): Promise<boolean> =>
    now() - usedAt < OPEN_MS ||
    (await learning.daily(tenant, code))?.due !== undefined ||
    (await quizzes.tasks(tenant, code, MOST_TASKS)).some(({ live }) => live);

  /** What somebody does in a closed room does not open it, unless it is their own. */
  const use = async (room: RoomRow, user: string): Promise<void> => {
    if (now() - room.usedAt < NOTED_MS) return;
    if (room.owner === user || (await isOpen(room))) await store.use(room.code, now());
  };

  const opened = async (owner: string): Promise<string> => {
    for (let i = 0; i < TRIES; i++) {
      const code = newCode();
      // A room in which there was a quiz that is still kept has that code for good.
      if ((await quizzes.latest(tenant, code)) !== undefined) continue;
      if ((await quizzes.tasks(tenant, code, 1)).length > 0) continue;
      if ((await learning.daily(tenant, code)) !== undefined) continue;
      if (await store.open({ code, owner, openedAt: now(), usedAt: now() })) return code;
    }
    throw new Error('no code is free');
  };

  /** The room that one may come into: one's own, one in which one is, or an open one. */
  const found = (code: string, user: string | undefined, from: string): Promise<RoomRow | undefined> =>
    attempts.try(from, async () => {
      const room = await store.room(code);
      if (room === undefined || (await isOpen(room))) return room;
      if (user === undefined) return undefined;
      return room.owner === user || (await store.nameIn(code, user)) !== undefined ? room : undefined;
    });

  return {
    async open(owner, name, from) {
      await openings.count(from);
      await store.forgetRooms(now() - KEEP_MS, now());
      if ((await store.openedBy(owner, now() - DAY_MS)) >= MOST_A_DAY)
        throw new UserError(`You have opened ${MOST_A_DAY} rooms today.`, {
          code: 'E_ROOMS_MANY',
          hint: 'Start the quiz in one of them.',
        });
      const code = await opened(owner);
      await store.enter({ code, user: owner, name, folded: foldName(name), now: now() });
      return { code, name, owner: true };
    },
    remove: (code) => store.remove(code),
    find: async (code, from) => (await found(code, undefined, from)) !== undefined,
    async enter(code, user, name, from) {
      const room = await found(code, user, from);
      if (room === undefined)
        throw new UserError(`There is no open room ${code}.`, {
          code: 'E_ROOM_UNKNOWN',
          hint: 'Look at the code again. A room without a task lets nobody new in once nobody has used it for a day.',
        });
      await use(room, user);
      const folded = foldName(name);
      if (folded === '') return { kind: 'nameless' };
      if (await store.enter({ code, user, name, folded, now: now() }))
        return { kind: 'in', code, name, owner: room.owner === user };
      return { kind: 'taken', free: freeName(name, new Set(await store.foldedNames(code))) };
    },
    async placeOf(code, user) {
      const [room, name] = await Promise.all([store.room(code), store.nameIn(code, user)]);
      if (room === undefined || name === undefined) return undefined;
      await use(room, user);
      return { code, name, owner: room.owner === user, ownerId: room.owner };
    },
  };
}
