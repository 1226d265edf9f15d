import { deepStrictEqual, match, ok } from 'node:assert/strict';
import type { Group, Sight } from './group.ts';
import type { QuizRig } from './rig.ts';

/** A room of a class: a group, and what only some platforms know. */
export interface Room extends Group {
  /** Comes in, where a room has a door. */
  readonly enter?: (person: string) => Promise<void>;
  /** Goes on at another device, where people have several. */
  readonly otherDevice?: (person: string) => Promise<void>;
  /** What somebody sees who looks anew, where that is asked of the server. */
  readonly reload?: (person: string) => Promise<string>;
}

export interface Played {
  readonly answers: number;
  readonly late: number;
  readonly twice: number;
  readonly reloads: number;
  readonly devices: number;
}

const HOST = 'host';
const OPTION = /^([A-H])(?: {2}|$)/;

/**
 * A class in several rooms, each with a host of its own, that play at once. In every round some answer twice, change their
 * mind, come back at another device, look anew, or press once more when it is too late. Throws where an answer is lost,
 * counted twice, or counted that came too late.
 */
export async function playClass(
  rooms: readonly Room[],
  rig: Pick<QuizRig, 'passUntil'>,
  { pupils, rounds }: { readonly pupils: number; readonly rounds: number },
): Promise<Played> {
  const names = Array.from({ length: pupils }, (_, i) => `p${i + 1}`);
  const counted = { answers: 0, late: 0, twice: 0, reloads: 0, devices: 0 };
  const find = (room: Room, words: string): Sight | undefined =>
    room.sights().findLast(({ text }) => text.includes(words));
  const see = async (words: string): Promise<Sight[]> => {
    await rig.passUntil(() => rooms.every((room) => find(room, words) !== undefined));
    return rooms.map((room) => find(room, words) as Sight);
  };
  const rights = rooms.map((): string[] => []);
  const chosen = rooms.map(() => new Map(names.map((name): [string, string[]] => [name, []])));

  await Promise.all(
    rooms.map(async (room, r) => {
      await room.type(HOST, `/quiz start --rounds ${rounds} --level 1 --seed ${r + 4}`);
      for (const name of names) await room.enter?.(name);
    }),
  );
  const lobbies = await see('A quiz begins');
  await Promise.all(rooms.flatMap((room, r) => names.map((name) => room.press(name, 'Join', lobbies[r] as Sight))));
  await Promise.all(rooms.map((room) => room.type(HOST, '/quiz begin')));

  const answer = async (room: Room, r: number, name: string, i: number, n: number, sight: Sight): Promise<void> => {
    const letters = sight.labels.flatMap((label) => OPTION.exec(label)?.[1] ?? []);
    const letter = letters[(i * 3 + n + r) % letters.length] ?? '';
    const other = letters.find((one) => one !== letter) ?? '';
    const way = (i + n) % 6;
    chosen[r]?.get(name)?.push(letter);
    counted.answers++;
    if (way === 1) {
      counted.twice++;
      match(await room.pressDeliveredTwice(name, letter, sight), /Noted/);
      return;
    }
    if (way === 2) await room.press(name, other, sight);
    if (way === 3 && room.otherDevice) {
      counted.devices++;
      await room.otherDevice(name);
    }
    if (way === 4 && room.reload) {
      counted.reloads++;
      ok(
        (await room.reload(name)).includes(`Question ${n} of ${rounds}`),
        'a page that is loaded anew has no question',
      );
    }
    if (way === 5) match(await room.type(name, `/quiz answer ${letter}`), /Noted/);
    else match(await room.press(name, letter, sight), /Noted/);
  };

  for (let n = 1; n <= rounds; n++) {
    const questions = await see(`Question ${n} of ${rounds}`);
    await Promise.all(
      rooms.flatMap((room, r) => names.map((name, i) => answer(room, r, name, i, n, questions[r] as Sight))),
    );
    const reveals = await see(`Answer to question ${n} of ${rounds}`);
    for (const [r, { text }] of reveals.entries()) {
      const [, right = ''] = /✔\s+([A-H])\b/.exec(text) ?? [];
      rights[r]?.push(right);
      const counts = [...text.matchAll(/^\s*[A-H…?] *[✘✔]? *[█·]+ +(\d+)/gm)].map(([, count]) => Number(count));
      deepStrictEqual(
        counts.reduce((sum, count) => sum + count, 0),
        pupils,
        `room ${r}, question ${n}:\n${text}`,
      );
    }
    // Some press what is right now, which is too late.
    const late = names.filter((_, i) => (i + n) % 5 === 0);
    counted.late += late.length * rooms.length;
    await Promise.all(
      rooms.flatMap((room, r) => late.map((name) => room.press(name, rights[r]?.at(-1) ?? '', questions[r] as Sight))),
    );
  }

  const boards = await see('The final board');
  for (const [r, { text }] of boards.entries())
    for (const name of names) {
      const given = chosen[r]?.get(name) ?? [];
      const right = given.filter((letter, i) => letter === rights[r]?.[i]).length;
      match(text.replaceAll('\n', ' '), new RegExp(`\\b${name}\\b\\s+[\\d.]+\\s+${right}/${rounds}\\b`), `room ${r}`);
    }
  return counted;
}
