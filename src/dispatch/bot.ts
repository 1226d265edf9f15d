import type { ActContext, Command } from '../command/define.ts';
import type { Values } from '../command/line-reader.ts';
import { COMMANDS, loadCommands, loadCommandsFor } from '../command/registry.ts';
import type { GradeKeeper } from '../command/requester.ts';
import { UserError } from '../errors.ts';
import { createPictureRenderer } from '../pictures/renderer.ts';
import type { Picture, Reply, Theme } from '../reply/document.ts';
import { createWorkers, type Workers } from '../workers/pool.ts';
import type { Turn } from './admission/limits.ts';
import type { Answer } from './answer.ts';
import { createInclude, type Include } from './include.ts';
import { type CommandInput, type ParsedCall, parseInput } from './parsed-call.ts';
import { sayingHowRead } from './read-as.ts';
import { createRemotePictures } from './remote-pictures.ts';
import { createSharedAnswers, isShared, type Waiting } from './shared-answers.ts';
import { createTypesetter, type Typesetter } from './typeset.ts';

export type { Answer };

interface AskOptions {
  /** Is handed progress of long work, at most once a second. */
  readonly onProgress?: ((reply: Reply) => void) | undefined;
  /** Stops the work at once when it fires. */
  readonly signal?: AbortSignal | undefined;
  /** Reads a file that the person refers to, by path or by key. Without it files are refused. */
  readonly readFile?: ((reference: string) => Promise<string>) | undefined;
  /** What the pictures are drawn for; dark by default, which is readable on any page. */
  readonly theme?: Theme | undefined;
  /** For what an answer includes and has to be computed; all is admitted by default. */
  readonly admit?: Turn | undefined;
  /** For what has to be computed, in place of what is known or under way; at once by default. */
  readonly turn?: Turn | undefined;
  /** Should equations be typeset for a page? */
  readonly typeset?: boolean | undefined;
  /** The services and who asks, for commands that act; asked for only then. Without it these are refused. */
  readonly context?: (() => Promise<Omit<ActContext<unknown>, 'files'>>) | undefined;
}

/** What every platform talks to: a command in, a reply out. */
export interface Bot {
  readonly commands: readonly Command[];
  /** Parses what somebody typed; a mistake in it is part of the result. */
  parse(input: CommandInput): ParsedCall;
  /** @throws UserError for what the person typed wrong; an AbortError when cancelled */
  ask(call: ParsedCall, options?: AskOptions): Promise<Answer>;
  /** Draws a picture again, for another theme. */
  draw(picture: Picture, theme: Theme): Promise<Uint8Array>;
  /** Typesets the formulas of nodes for a page. */
  readonly typeset: Typesetter;
  close(): Promise<void>;
}

/** A bot with its workers, which make and grade questions of quizzes, too. */
export interface WorkingBot
  extends Bot,
    Pick<Workers, 'start' | 'live' | 'make' | 'grade' | 'readQuestions' | 'stepQuestions'>,
    Pick<Include, 'compute'> {}

export interface BotOptions {
  readonly quickChartUrl?: string | undefined;
  /** May answers link to their charts there? Whoever has such a link sees the chart. */
  readonly publicCharts?: boolean | undefined;
  /** Hosts from which pictures of questions are fetched; none by default. */
  readonly pictureHosts?: readonly string[] | undefined;
  /** Is told of what went wrong on our side and what was done instead. */
  readonly onError: (error: unknown) => void;
  /** The folder of command files; the project's own by default. */
  readonly folder?: URL | undefined;
  /** The commands, where not all of the folder are needed. */
  readonly commands?: readonly Command[] | undefined;
  readonly deadlineMs?: number | undefined;
}

/** The content of the files that the values refer to, by reference. */
async function readFiles(
  { declared }: Command,
  values: Values,
  readFile: AskOptions['readFile'],
): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const { key, flag, attachment } of declared) {
    const reference = values[key];
    if (!attachment || typeof reference !== 'string') continue;
    if (readFile === undefined)
      throw new UserError(`\`--${flag}\` takes no file here.`, {
        code: 'E_FILE_NOT_TAKEN',
        hint: 'Attach the file instead.',
      });
    files[reference] = await readFile(reference);
  }
  return files;
}

const PRACTICE = 'quiz practice';
/** Commands in whose place somebody alone may practise. */
const PLAYED = /^quiz (?:start|join|begin|answer|hint)$/;

/** What is said where there is nobody to play with. */
const alone = (name: string, commands: readonly Command[]): UserError =>
  new UserError(`\`/${name}\` needs a bot that keeps running.`, {
    code: 'E_NEEDS_RUNNING_BOT',
    hint: PLAYED.test(name)
      ? 'Start one with `npm start`. To practise alone, try `/quiz practice`.'
      : 'Start one with `npm start`, and type the same line there.',
    remedies: PLAYED.test(name) && commands.some((command) => command.name === PRACTICE) ? [`/${PRACTICE}`] : [],
  });

/** What a command refuses while it acts, as it refuses it where it only computes: with lines that work. */
async function helped(error: unknown, compute: () => Promise<Reply>): Promise<unknown> {
  if (!(error instanceof UserError)) return error;
  const same = await compute().catch((refused: unknown) => refused);
  if (!(same instanceof UserError) || same.code !== error.code) return error;
  // Only what acts knows of the form that it came from.
  return error.again === undefined ? same : same.with({ again: error.again });
}

const keepsGrades = (services: unknown): services is GradeKeeper =>
  typeof services === 'object' && services !== null && 'keepGrades' in services;

/** What is computed, with the pictures that were drawn on the way. */
type Drawn = Awaited<ReturnType<Workers['answer']>>;
type Acting = Extract<Command, { act: (...given: never[]) => unknown }>;

const atOnce: Turn = (work) => work();

const throwIt = (error: unknown): never => {
  throw error;
};

/** A reply with a link to its first chart, where a server has it. */
async function linked(reply: Reply, server: string | undefined, theme: Theme): Promise<Reply> {
  if (server === undefined || !reply.nodes.some((node) => node.kind === 'picture')) return reply;
  // Loaded where there is a server only.
  const { publicLink } = await import('../pictures/chart/public-link.ts');
  const url = publicLink(reply, server, theme);
  return url === undefined
    ? reply
    : { ...reply, nodes: [...reply.nodes, { kind: 'links', links: [{ label: 'Open chart', url }] }] };
}

/** @throws Error when a command file is malformed */
export async function createBot({
  quickChartUrl,
  publicCharts = false,
  pictureHosts = [],
  onError,
  folder = COMMANDS,
  commands: given,
  deadlineMs,
}: BotOptions): Promise<WorkingBot> {
  const commands = given ?? (await loadCommands(folder));
  const workers = createWorkers({ folder, deadlineMs });
  const parse: Bot['parse'] = (input) => parseInput(input, commands);
  // Where not all commands are loaded, a line that is included may need another one.
  const parseAny = async (line: string): Promise<ParsedCall> =>
    given === undefined ? parse(line) : parseInput(line, await loadCommandsFor(line, folder));
  const include = createInclude({ parse: parseAny, run: workers.run, onError });
  const drawOurs = createPictureRenderer({
    ...(quickChartUrl && { quickChartUrl }),
    drawLocally: (picture, theme) => workers.draw(picture, theme),
    onFallback: onError,
  });
  const remote = createRemotePictures({
    hosts: pictureHosts,
    draw: (picture) => workers.draw(picture, 'dark'),
    onError,
  });
  const draw: Bot['draw'] = (picture, theme) =>
    picture.drawing.type === 'remote' ? remote(picture) : drawOurs(picture, theme);
  /** @param known pictures that are drawn already, by their names */
  const illustrate = async (
    reply: Reply,
    theme: Theme,
    known: ReadonlyMap<string, Uint8Array>,
  ): Promise<Map<string, Uint8Array>> => {
    const wanted = reply.nodes.filter((node): node is Picture => node.kind === 'picture');
    const drawn = await Promise.all(
      wanted.map(async (picture) => {
        const before = known.get(picture.name);
        if (before !== undefined) return [picture.name, before] as const;
        try {
          return [picture.name, await draw(picture, theme)] as const;
        } catch (error) {
          // The text is worth having without its picture.
          if (!(error instanceof UserError)) onError(error);
          return undefined;
        }
      }),
    );
    return new Map(drawn.filter((entry) => entry !== undefined));
  };
  const shared = createSharedAnswers();
  const typesetAll = createTypesetter(workers, onError);
  /** The answer stands, whatever becomes of what is kept. */
  const keepGrades = async ({ graded }: Reply, context: AskOptions['context']): Promise<void> => {
    if (graded === undefined || context === undefined) return;
    const { services, who } = await context();
    if (keepsGrades(services)) await services.keepGrades(graded, who).catch(onError);
  };
  return {
    commands,
    parse,
    async ask(call, options = {}) {
      if (call.error !== undefined) throw call.error;
      const { command, values } = call;
      const { onProgress, signal, readFile, theme = 'dark', typeset = false, context, admit, turn = atOnce } = options;
      if (command.run === undefined && command.act !== undefined && context === undefined)
        throw alone(command.name, commands);
      if (command.answer !== undefined)
        return { reply: sayingHowRead(call, command.answer(values, commands)), pictures: new Map() };
      const files = await readFiles(command, values, readFile);
      const job = { name: command.name, values, files };
      const act = async ({ act }: Acting, own: NonNullable<typeof context>): Promise<Drawn> => {
        const reply = await act(values, { ...(await own()), files }).catch(async (error: unknown) =>
          throwIt(command.run === undefined ? error : await helped(error, () => workers.run(job, { signal }))),
        );
        return { reply, pictures: new Map() };
      };
      const make = async (waiting: Waiting): Promise<Answer> => {
        const given =
          command.act === undefined || context === undefined
            ? await workers.answer(job, { theme, charts: quickChartUrl === undefined }, waiting)
            : await act(command, context);
        await keepGrades(given.reply, context);
        const reply = await include.fill(given.reply, admit, waiting.signal);
        // Nothing of a person's file goes into an address.
        const isOwn = Object.keys(files).length > 0;
        const said = await linked(
          sayingHowRead(call, reply),
          isOwn || !publicCharts ? undefined : quickChartUrl,
          theme,
        );
        const drawing = illustrate(said, theme, given.pictures);
        if (!typeset) return { reply: said, pictures: await drawing };
        const [pictures, equations] = await Promise.all([drawing, typesetAll(said.nodes)]);
        return { reply: said, pictures, typeset: equations };
      };
      const inTurn = (waiting: Waiting): Promise<Answer> => turn(() => make(waiting));
      if (!isShared(command, files)) return inTurn({ onProgress, signal });
      const key = JSON.stringify([command.name, values, call.readAs, call.instead, theme, typeset]);
      return shared.get(key, inTurn, { onProgress, signal });
    },
    draw,
    typeset: typesetAll,
    start: workers.start,
    live: workers.live,
    make: workers.make,
    grade: workers.grade,
    readQuestions: workers.readQuestions,
    stepQuestions: workers.stepQuestions,
    compute: include.compute,
    close: () => workers.close(),
  };
}
