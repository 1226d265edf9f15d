import { ok } from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { Requester } from '../../../src/command/requester.ts';
import { UserError } from '../../../src/errors.ts';
import type { Answer } from '../../../src/questions/question.ts';
import { createQuizzes, type QuizService } from '../../../src/quiz/host/create.ts';
import { isOver, type State } from '../../../src/quiz/session/state.ts';
import { clickTime } from '../../../src/quiz/session/times.ts';
import type { Reply } from '../../../src/reply/document.ts';
import type { QuizStore } from '../../../src/store/quiz-store.ts';
import type { Methods } from '../../support/quizzes.ts';
import { type Channel, type Dangers, faultyStore, faultyTransport, type Life, newChannel, newLife } from './faults.ts';
import { dataOf, fakeClock, plainMethods, surroundings, visitor } from './rig.ts';

const USERS = ['ada', 'bo', 'cy', 'fred'] as const;
/** Takes part until he wants to be forgotten. */
export const FRED = 'fred';
/** Long enough for every question, its reveal and all back-off. */
const MOST_HEALTHY_STEPS = 600;

interface Process {
  readonly life: Life;
  readonly service: QuizService;
}

/** An answer that somebody gave; `acknowledged` once they were told so. */
interface Given {
  readonly n: number;
  readonly user: string;
  readonly answer: string;
  readonly at: number;
  acknowledged: boolean;
}

/** A channel, its people, and two processes on one store; everything in it may go wrong. */
export class World {
  readonly store: QuizStore;
  readonly random: () => number;
  readonly dangers: Dangers;
  readonly turns: number;
  readonly clock = fakeClock();
  readonly channel: Channel;
  readonly given: Given[] = [];
  readonly forgotten = new Set<string>();
  readonly processes: Process[] = [];
  readonly problems: unknown[] = [];
  under = 0;
  key = '';
  gradingFailed = false;

  constructor(store: QuizStore, random: () => number, dangers: Dangers, turns: number) {
    this.store = store;
    this.random = random;
    this.dangers = dangers;
    this.turns = turns;
    this.channel = newChannel(random() < 0.7);
    this.channel.watch = (how, { reply }) => this.watch(how, reply);
    for (let i = 0; i < 2; i++) this.processes.push(this.newProcess());
  }

  newProcess(): Process {
    const { clock, random, dangers, channel } = this;
    const life = newLife();
    const transport = faultyTransport(channel, life, clock, random, dangers);
    const plain = surroundings({ store: faultyStore(this.store, life, random, dangers), clock });
    const service = createQuizzes({
      ...plain,
      random,
      grade: async (question, answer) => {
        if (random() < dangers.slow) await clock.sleep(random() * 4_000);
        if (random() < dangers.grading) {
          this.gradingFailed = true;
          throw new Error('the worker died');
        }
        return plain.grade(question, answer);
      },
      transports: new Map([['discord', { transport, solo: false }]]),
    });
    return { life, service };
  }

  async turn(): Promise<void> {
    for (let i = 0; i < this.turns; i++) await setImmediate();
  }

  /** Lets time pass; dead processes start again sooner or later, and living ones sweep. */
  async pass(ms: number): Promise<void> {
    this.clock.pass(ms);
    for (const [i, { life, service }] of this.processes.entries()) {
      if (!life.alive && this.random() < 0.3) this.processes[i] = this.newProcess();
      else if (life.alive) service.sweep().catch((error: unknown) => this.note(error));
    }
    await this.turn();
    const lives = await this.store.allLive(['discord']);
    ok(lives.length <= 1, 'two quizzes run in one channel');
    if (this.problems.length > 0) throw this.problems[0];
  }

  note(error: unknown): void {
    if (error instanceof Error && /store/.test(error.message)) return;
    this.problems.push(error);
  }

  quizzes(): { life: Life; quizzes: Methods } {
    const living = this.processes.filter(({ life }) => life.alive);
    if (living.length === 0) {
      const process = this.newProcess();
      this.processes[0] = process;
      living.push(process);
    }
    const { life, service } = living[Math.floor(this.random() * living.length)] as Process;
    return { life, quizzes: plainMethods(service.quizzes) };
  }

  /** Asks for something; undefined where it is refused, failed, or the process died over it. */
  async ask(work: (quizzes: Methods) => Promise<Reply>): Promise<Reply | undefined> {
    const { life, quizzes } = this.quizzes();
    this.under++;
    try {
      const reply = await Promise.race([work(quizzes), life.death]);
      if (reply === 'dead') return undefined;
      this.watch('reply', reply);
      return reply;
    } catch (error) {
      if (!(error instanceof UserError)) this.problems.push(error);
      return undefined;
    } finally {
      this.under--;
    }
  }

  who(user: string, at = this.clock.now()): Requester {
    return visitor(user, at);
  }

  async begin(): Promise<void> {
    const start = (): void =>
      void this.ask((quizzes) => quizzes.start(this.who('host'), { rounds: 2, seconds: 45, seed: 1 }));
    for (let i = 0; i < 50 && this.key === ''; i++) {
      start();
      if (i === 0) start();
      await this.pass(500);
      this.key = (await this.store.latest('discord:1', 'c'))?.key ?? '';
    }
    ok(this.key !== '', 'no quiz starts');
  }

  async state(): Promise<State> {
    const row = await this.store.session(this.key);
    ok(row, 'the quiz is gone');
    return JSON.parse(row.state);
  }

  /** One thing that somebody does. */
  async act(calm: boolean): Promise<void> {
    const { random } = this;
    const dice = random();
    const users = USERS.filter((user) => !this.forgotten.has(user));
    const user = users[Math.floor(random() * users.length)] ?? 'ada';
    if (dice < 0.15) void this.ask((quizzes) => quizzes.join(this.who(user)));
    else if (dice < 0.55) await this.answer(user);
    else if (dice < 0.6) void this.ask((quizzes) => quizzes.hint(this.who(user)));
    else if (dice < 0.63) void this.ask((quizzes) => quizzes.begin(this.who('host')));
    else if (dice < 0.65) this.steer();
    else if (dice < 0.7) void this.ask((quizzes) => quizzes.mine(this.who(user)));
    else if (dice < 0.74) void this.ask((quizzes) => quizzes.scores(this.who(user)));
    else if (dice < 0.78) void this.ask((quizzes) => quizzes.status(this.who(user)));
    else if (dice < 0.8) void this.ask((quizzes) => quizzes.report(this.who('host')));
    else if (dice < 0.82) void this.ask((quizzes) => quizzes.export(this.who('host'), 'csv'));
    else if (dice < 0.85) void this.ask((quizzes) => quizzes.resume(this.who('host')));
    else if (dice < 0.88) void this.ask((quizzes) => quizzes.lead(this.who(user)));
    else if (!calm) await this.misfortune(random());
  }

  /** The host ends the question, skips it or gives it more time. */
  steer(): void {
    const dice = this.random();
    const what = dice < 0.4 ? 'reveal' : dice < 0.7 ? 'extend' : 'skip';
    void this.ask((quizzes) => quizzes[what](this.who('host')));
  }

  async misfortune(dice: number): Promise<void> {
    const { channel, processes, random } = this;
    if (dice < 0.3) await this.forget();
    else if (dice < 0.5) {
      const message = channel.messages[Math.floor(random() * channel.messages.length)];
      if (message) message.deleted = true;
    } else if (dice < 0.65) channel.allowed = !channel.allowed;
    else if (dice < 0.68) channel.gone = true;
    else if (dice < 0.8) for (const { life } of processes) life.die();
    else if (dice < 0.86) {
      for (const { life } of processes) life.die();
      this.clock.pass(90_000);
    } else if (dice < 0.89) void this.ask((quizzes) => quizzes.stop(this.who('host')));
    else
      for (const { service, life } of processes.slice(0, 1))
        await Promise.race([service.close(0), life.death, this.turn()]);
  }

  /** One click, delivered once or twice, early or late, with a time of its own that may be wrong. */
  async answer(user: string): Promise<void> {
    const { random, clock } = this;
    const { n } = await this.state();
    const wanted = random() < 0.9 ? n : n + 1;
    const dice = random();
    const answer: Answer =
      dice < 0.4
        ? { kind: 'option', index: 0 }
        : dice < 0.7
          ? { kind: 'option', index: 1 + Math.floor(random() * 2) }
          : dice < 0.85
            ? { kind: 'text', text: `TYPED ${user} ${Math.floor(random() * 9)}` }
            : { kind: 'unknown' };
    const at = clock.now() + Math.floor((random() - 0.6) * 8_000);
    for (let copies = random() < 0.3 ? 2 : 1; copies > 0; copies--) {
      const time = clickTime(at, clock.now());
      const given: Given = { n: wanted, user, answer: JSON.stringify(answer), at: time, acknowledged: false };
      this.given.push(given);
      const told = this.ask((quizzes) => quizzes.answer(this.who(user, at), answer, `${this.key}.${wanted}`));
      void told.then((reply) => {
        if (reply) given.acknowledged = true;
      });
      if (copies > 1 && random() < 0.5) await this.pass(Math.floor(random() * 1_500));
    }
  }

  /** Only while nothing that he asked for is under way; he does nothing afterwards. */
  async forget(): Promise<void> {
    if (this.under > 0 || this.forgotten.has(FRED)) return;
    // Whether it is acknowledged or not, he asks until it is.
    this.forgotten.add(FRED);
    this.fredWaits = true;
    await this.forgetAgain();
  }

  fredWaits = false;

  async forgetAgain(): Promise<void> {
    if (!this.fredWaits) return;
    void this.ask((quizzes) => quizzes.forgetMe(this.who(FRED))).then((reply) => {
      if (reply) this.fredWaits = false;
    });
    await this.turn();
  }

  /** Nothing may tell what is not revealed, whoever sees it. */
  watch(how: string, reply: Reply): void {
    const { kind, data } = dataOf(reply);
    const text = JSON.stringify(data);
    const secrets = /SECRET|FEEDBACK|"bugs"|"right":true|"grade":\{|"distribution"/.test(text);
    const own = kind === 'noted' || kind === 'mine';
    const others = !own && text.includes('TYPED');
    if (!secrets && !others) return;
    const numbers: number[] =
      kind === 'report' || kind === 'exported' ? data.questions.map((one: { n: number }) => one.n) : [data.n];
    void this.state().then(({ revealed }) => {
      const early = numbers.filter((n) => !(n <= revealed));
      if (early.length > 0) this.problems.push(new Error(`${how} ${kind} tells question ${early} of ${revealed}`));
    });
  }

  /** Nothing goes wrong any more: it ends, at the latest when somebody resumes it. */
  async heal(): Promise<void> {
    const { channel } = this;
    channel.allowed = true;
    for (const { life } of this.processes) life.die();
    await this.turn();
    this.processes.splice(0, 2, this.newProcess(), this.newProcess());
    for (let i = 0; i < MOST_HEALTHY_STEPS; i++) {
      const state = await this.state();
      await this.forgetAgain();
      if (isOver(state) && !this.fredWaits) break;
      if (state.stage.at === 'paused')
        void this.ask((quizzes) => quizzes.resume({ ...this.who('host'), manages: true }));
      if (state.stage.at === 'lobby') void this.ask((quizzes) => quizzes.begin({ ...this.who('host'), manages: true }));
      await this.pass(6_000);
    }
    for (let i = 0; i < 4; i++) await this.pass(16_000);
    ok(isOver(await this.state()), `it does not end: ${JSON.stringify((await this.state()).stage)}`);
  }
}
