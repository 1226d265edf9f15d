import { z } from 'zod';
import { withOption } from '../../command/format.ts';
import { UserError } from '../../errors.ts';
import { isReference } from '../bank/manage.ts';
import { BANK_ACTIONS, type BankResult, type BankWish, EDITED_AS, performBank } from '../bank/perform.ts';
import { SCOPES } from '../bank/place.ts';
import { defineVerb } from '../verb.ts';
import { bankReply } from '../views/bank.ts';

const reference = z.string().max(12).optional();
const name = z.string().max(100).optional();

const needsNumber = (option: string): UserError =>
  new UserError(`\`--${option}\` needs the number of a question.`, {
    code: 'E_NEEDS_NUMBER',
    hint: `\`/quiz bank\` lists them with their numbers; then type one, as in \`/quiz bank --${option} 12\`.`,
    remedies: ['/quiz bank'],
  });

/** @param file as the line refers to it */
const needsEdit = (file: string): UserError =>
  new UserError('A file here is one question, in the place of another: it needs `--edit` with its number.', {
    code: 'E_NEEDS_NUMBER',
    hint: 'To bring questions, use `/quiz import`.',
    remedies: [withOption('/quiz import', 'file', file)],
  });

export default defineVerb({
  name: 'bank',
  order: 112,
  summary: 'The questions that were imported: what is there, how pupils see it; edit, delete, rename, undo',
  text: 'text',
  private: true,
  /** What is in it is shown to those who brought it, and to managers; to others which topics there are. */
  may: ['anyone'],
  does: 'look into the bank',
  options: z.strictObject({
    text: z
      .string()
      .max(6000)
      .optional()
      .describe('words to search for; with edit, the question as it is to be')
      .meta({ verbatim: true }),
    page: z.int().min(1).max(999).default(1).describe('which page of the list').meta({ short: 'n' }),
    search: name.describe('words that are in the question, its title or its topic'),
    topic: name.describe('only this topic, with what is below it'),
    show: reference.describe('a question as pupils see it, by its number'),
    answers: z.boolean().default(false).describe('with show: with its answers, hint and explanation'),
    edit: reference.describe('a question that is to be changed, by its number'),
    as: z.enum(EDITED_AS).default(EDITED_AS[0]).describe('with edit: the language in which it is written'),
    file: z
      .string()
      .max(400)
      .optional()
      .describe('with edit: the question as a file')
      .meta({ attachment: true, attachedTo: 'edit' }),
    delete: reference.describe('a question by its number; all for a whole topic, or all that is yours'),
    rename: name.describe('a question by its number, or a topic by its name; the new name stands behind to'),
    move: reference.describe('a question by its number; its new topic stands behind to'),
    to: name.describe('with rename: the new name; with move: the topic'),
    undo: z.boolean().default(false).describe('takes back the last change, an import or a deletion too'),
    change: reference.describe('with undo: which change, as its button says').meta({ typedOnly: true }),
    copy: z.boolean().default(false).describe('a code by which the questions can be imported elsewhere'),
    for: z
      .enum(SCOPES)
      .optional()
      .describe('which bank: of the channel or room, of the server, or your own; all if left out'),
  }),
  examples: [
    ['/quiz bank', 'topics and questions, ten on a page'],
    ['/quiz bank chain rule', 'those with these words'],
    ['/quiz bank --topic "unit 3" --page 2', 'of one topic'],
    ['/quiz bank --show 12', 'as pupils see it, with buttons to change it'],
    ['/quiz bank --edit 12 What is 2*3? {=6 ~5 ~8}', 'another question in its place'],
    ['/quiz bank --rename "unit 3" --to "unit 4"', 'a topic under another name'],
    ['/quiz bank --delete 12', 'one question less; undo brings it back'],
    ['/quiz bank --topic "unit 3" --delete all', 'a whole topic less'],
    ['/quiz bank --undo', 'the last change taken back'],
    ['/quiz bank --copy --topic "unit 3"', 'a code for another channel or server'],
  ],
  read({ file, text, ...values }, files): BankWish {
    if (file !== undefined && values.edit === undefined) throw needsEdit(file);
    const given = BANK_ACTIONS.filter((action) => values[action] !== undefined && values[action] !== false);
    if (given.length > 1) {
      throw new UserError(`\`--${given[0]}\` and \`--${given[1]}\` are two things to do.`, {
        code: 'E_TWO_ACTIONS',
        hint: 'Do one after the other.',
      });
    }
    const [, bare] = /^--(show|edit|delete|rename|move)$/i.exec(text?.trim() ?? '') ?? [];
    if (bare !== undefined) throw needsNumber(bare.toLowerCase());
    // A number alone is the question that it names.
    if (given.length === 0 && text !== undefined && /^(?:[sm]\d|#)/i.test(text) && isReference(text))
      return { ...values, show: text };
    return { ...values, text: text ?? (file === undefined ? undefined : files[file]) };
  },
  perform: (request: BankWish, context): Promise<BankResult> => performBank(request, context),
  reply: bankReply,
});
