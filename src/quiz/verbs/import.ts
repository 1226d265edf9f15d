import { z } from 'zod';
import { withOption } from '../../command/format.ts';
import { UserError } from '../../errors.ts';
import { FORMATS, type QuestionFile } from '../../questions/formats/formats.ts';
import { buttons, code, paragraph, say } from '../../reply/build.ts';
import { MAX_LONG_INPUT, type Reply } from '../../reply/document.ts';
import { questionsOfCode } from '../bank/code.ts';
import { type Brought, bringTo, topicOfFile, withTopics } from '../bank/import.ts';
import { SCOPES, type Scope, usualScope } from '../bank/place.ts';
import type { VerbContext } from '../host/context.ts';
import { defineVerb } from '../verb.ts';
import { importedReply } from '../views/imported.ts';

interface Request {
  readonly text: string;
  readonly as?: (typeof FORMATS)[number] | undefined;
  readonly code?: string | undefined;
  readonly topic?: string | undefined;
  readonly ofFile?: string | undefined;
  readonly for?: Scope | undefined;
  readonly replace: boolean;
  /** Was it typed or pasted? Then it is there to be put right where something is wrong. */
  readonly pasted: boolean;
}

/** What came in, and what became of it. */
export interface Imported extends Brought, Pick<QuestionFile, 'leftOut' | 'notes' | 'questions'> {}

export default defineVerb({
  name: 'import',
  order: 110,
  summary: 'Bring your own questions, in YAML, CSV or GIFT; ask them with /quiz start --topic own',
  text: 'paste',
  private: true,
  may: ['anyone'],
  does: 'bring questions',
  options: z.strictObject({
    paste: z
      .string()
      .max(6000)
      .optional()
      .describe('the questions themselves, in place of a file')
      .meta({ verbatim: true }),
    file: z.string().max(400).optional().describe('a file with up to 500 questions').meta({ attachment: true }),
    as: z
      .enum(FORMATS)
      .optional()
      .describe('what they are written in; found out from the text if left out')
      .meta({ aliases: ['format'] }),
    topic: z
      .string()
      .max(100)
      .optional()
      .describe("what to call them, to be asked by this name; the file's name if left out")
      .meta({ aliases: ['name'], suggestions: ['unit 3'] }),
    for: z
      .enum(SCOPES)
      .optional()
      .describe('who can be asked them: this channel or room, as usual; the server; or only you'),
    replace: z.boolean().default(false).describe('deletes the questions of the same topic that are not among them'),
    code: z.string().max(40).optional().describe('copies the questions that a code of /quiz bank --copy stands for'),
  }),
  examples: [
    ['/quiz import --file questions.yaml', 'a file; every mistake in it is named with its line'],
    ['/quiz import What is 2*3? {=6 ~5 ~8}', 'a question in GIFT'],
    ['/quiz import --topic "unit 3" What is 2*3? {=6 ~5 ~8}', 'to ask with /quiz start --from "unit 3"'],
    ['/quiz import --file unit3.gift --replace', 'a file that was changed, in place of what it was'],
  ],
  form: ({ paste, file, as, topic, for: scope, replace, code: copied }) =>
    paste === undefined && file === undefined && copied === undefined
      ? pasteForm(lineOf({ as, topic, for: scope, replace }))
      : undefined,
  read({ paste, file, code: copied, ...values }, files): Request {
    const sources = [paste, file, copied].filter((source) => source !== undefined);
    if (sources.length > 1) {
      throw new UserError('There are questions from two places at once.', {
        code: 'E_TWO_SOURCES',
        hint: 'Bring a file, a text or a code: one after the other.',
      });
    }
    const text = paste ?? files[file ?? ''] ?? '';
    return { ...values, text, code: copied, ofFile: file && topicOfFile(file), pasted: paste !== undefined };
  },
  async perform(request: Request, context): Promise<Imported> {
    try {
      const { questions, leftOut, notes } = await readFrom(request, context);
      const named = withTopics(questions, request.topic, request.ofFile);
      return {
        ...(await bringTo(context, named, request.for ?? usualScope(context.who), request.replace)),
        questions: named,
        leftOut,
        notes,
      };
    } catch (error) {
      const { text, pasted } = request;
      // What was typed into a form is there to be put right.
      if (!(error instanceof UserError) || !pasted || text.length > MAX_LONG_INPUT) throw error;
      const hint = error.code === 'E_MISTAKES_IN_FILE' ? 'Change the text, and send it again.' : error.hint;
      throw error.with({ hint, again: { ...FIELD, label: 'Change the text', command: lineOf(request), filled: text } });
    }
  },
  reply: importedReply,
});

async function readFrom(
  { text, as, code: copied }: Request,
  context: VerbContext,
): Promise<Pick<QuestionFile, 'questions' | 'leftOut' | 'notes'>> {
  if (copied === undefined) return context.options.readQuestions(text, as);
  return { questions: await questionsOfCode(context, copied), leftOut: [], notes: [] };
}

const FIELD = { input: 'Your questions', long: true } as const;

/** The command line behind which the questions stand. */
function lineOf({ as, topic, for: scope, replace }: Pick<Request, 'as' | 'topic' | 'for' | 'replace'>): string {
  const line = ['/quiz import', ...(as ? [`--as ${as}`] : [])].join(' ');
  const named = topic === undefined ? line : withOption(line, 'topic', topic);
  return [named, ...(scope === undefined ? [] : [`--for ${scope}`]), ...(replace ? ['--replace'] : [])].join(' ');
}

/** Where to paste questions: in a chat's own line a text loses its line breaks, in a form it keeps them. */
const pasteForm = (command: string): Reply => ({
  nodes: [
    paragraph(
      say`Paste your questions, in YAML, CSV or GIFT: ${MAX_LONG_INPUT} characters at most. More of them need a file: attach it with ${code('--file')}, on Slack to a message that mentions me and says ${code('quiz import')}.`,
    ),
    buttons({ ...FIELD, label: 'Paste questions', command }),
  ],
});
