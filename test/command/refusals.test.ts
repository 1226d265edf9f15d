import { describe, expect, it } from 'vitest';
import { parseLine } from '../../src/command/parse.ts';
import { loadCommands } from '../../src/command/registry.ts';
import { lossNames } from '../../src/engine/index.ts';
import { everything, plain } from '../support/everything.ts';
import poll from '../support/poll.ts';
import { refusal } from '../support/refusal.ts';

const some = (await loadCommands()).filter(({ name }) => ['grad', 'help', 'train'].includes(name));
const commands = [...some, everything, plain, ...poll];
const refused = (line: string): string => refusal(() => parseLine(line, commands));

const ALL =
  '--data --file --layers --hidden --activation --last --lr --steps --epochs --seed --zero-grad --optimizer --momentum --schedule --decay --clip --noise --init --loss --batch --track --stable-tanh --log --probe --animate --detail --target --inputs --drop --scale --test --export';

describe('what is wrong, where, and what to do', () => {
  it.each<[line: string, ...read: string[]]>([
    ['/train foo', 'I cannot tell what `foo` is meant to do here.', 'foo\n^^^'],
    ['/train --lr 1 foo', 'I cannot tell what `foo` is meant to do here.', '--lr 1 foo\n       ^^^'],
    ['/train zero-grad', 'Did you mean `--zero-grad`?', 'zero-grad\n^^^^^^^^^'],
    ['/train no-zero-grad', 'Did you mean `--no-zero-grad`?'],
    ['/train "--no-zero-grad"', 'I cannot tell what `--no-zero-grad` is meant to do here.'],
    ['/train moons xor', 'I cannot tell what `xor` is meant to do here.'],
    ['/train moons --data xor', '`data` is given twice: xor and moons.'],
    ['/train sprial', 'Did you mean `--data spiral`?'],
    ['/train --file --steps 3', '`--file` needs a file.', 'leave `--file` out'],
    ['/train lr = 0.4', 'Did you mean `--lr`?', 'lr = 0.4\n^^'],
    [
      '/train --no-zro-grad',
      'no option `--no-zro-grad`',
      '--no-zro-grad\n^^^^^^^^^^^^^',
      'Did you mean `--no-zero-grad`?',
    ],
    ['/train —no-zero-grd', 'Did you mean `--no-zero-grad`?'],
    ['/train zerograd=false', 'Did you mean `--zero-grad`?'],
    ['/train -x 3', 'no option `-x`', '-x 3\n^^', `The options are ${ALL}.`],
    ['/train --no-lr', 'no option `--no-lr`', `The options are ${ALL}.`],
    ['/train --constructor 1', 'no option `--constructor`'],
    ['/train --lr', '`--lr` needs a value.', '--lr\n^^^^', 'For example `--lr 0.1`.'],
    ['/train --lr --steps 3', '`--lr` needs a value.', '--lr --steps 3\n^^^^'],
    ['/train --seed=', '`--seed` needs a value.', 'For example `--seed 1664`.'],
    ['/plain --rows', '`--rows` needs a value.', 'For example `--rows "1,2 -> 1"`.'],
    ['/train --lr abc', '`lr` needs a number, not `abc`.', '--lr abc\n     ^^^'],
    ['/train --lr NaN', '`lr` needs a number, not `NaN`.'],
    ['/train --lr 1e999', '`lr` needs a number, not `1e999`.'],
    ['/train --lr 0,4', '--lr 0,4\n     ^^^', 'Write the decimal with a point: 0.4.'],
    ['/train --lr 0', '`lr` must be above 0, not `0`.', '--lr 0\n     ^'],
    ['/train --lr=-1', '`lr` must be above 0, not `-1`.', '--lr=-1\n^^^^^^^'],
    ['/train --lr 101', '`lr` must be at most 100, not `101`.'],
    ['/train --seed -1', '`seed` must be at least 0, not `-1`.'],
    ['/train --steps 1.5', '`steps` must be a whole number, not `1.5`.', '--steps 1.5\n        ^^^'],
    ['/train --activation tahn', '`activation` cannot be `tahn`.', 'Did you mean `tanh`?'],
    ['/train --loss quartic', '--loss quartic\n       ^^^^^^^', `It is one of ${lossNames.join(', ')}.`],
    ['/train --zero-grad=maybe', '`zero-grad` is on or off.', 'Write `--zero-grad` or `--no-zero-grad`.'],
    ['/train --zero-grad=constructor', '`zero-grad` is on or off.'],
    [
      '/train --lr 1 -n 5 --lr 2',
      '`lr` is given twice: 1 and 2.',
      '--lr 1 -n 5 --lr 2\n                 ^',
      'Keep one',
    ],
    ['/train --no-zero-grad zero_grad=true', '`zero-grad` is given twice: false and true.'],
    ['/train --data "1,2 -> 1', 'This quotation is never closed.', '--data "1,2 -> 1\n       ^', 'Add a " at its end.'],
    ['/train --data “1,2 -> 1', 'Add a ” at its end.'],
    [`/train --layers ${'4'.repeat(70)}`, '`layers` takes at most 60 characters.'],
    ['/grad a*b —detial full', 'a*b —detial full\n    ^^^^^^^', 'Did you mean `--detail`?'],
    ['/grad a --foo', 'no option `--foo`', 'To take a negative away write `a - -b`.'],
    ['/grad a*b\n+ c --detail ful', '+ c --detail ful\n             ^^^', 'Did you mean `full`?'],
    ['/grad', '`/grad` needs a formula', 'For example `/grad a*b+c`.'],
    ['/plain', '`/plain` needs a number.', 'For example `/plain --size 1`.'],
    ['/trian', 'There is no command `/trian`.', 'Did you mean `/train`?'],
    ['/a*b+c', 'There is no command `/a*b+c`.', 'A formula goes behind `/grad`.', 'Try: /grad a*b+c'],
    ['/', 'There is no command.', 'The commands are `/grad`, `/help`, `/train`'],
    ['', 'There is no command.'],
    [
      '/poll',
      '`/poll` needs a second word that says what to do.',
      'The commands are `/poll open`, `/poll vote`, `/poll show`.',
    ],
    ['/poll --rounds 3', '`/poll` needs a second word'],
    ['/Poll opne --rounds 3', 'There is no command `/poll opne`.', 'Did you mean `/poll open`?'],
    ['/poll gardening', 'There is no command `/poll gardening`.', 'The commands are `/poll open`, `/poll vote`'],
    ['/pol open', 'There is no command `/pol`.', 'Did you mean `/poll`?'],
    ['/vote blue', 'There is no command `/vote`.', 'Did you mean `/poll vote`?'],
    ['/poll open --rounds 10', '`rounds` must be at most 9, not `10`.'],
    ['/poll vote', '`/poll vote` needs what to vote for.', 'For example `/poll vote blue`.'],
    ['/poll show now', 'see `/help poll show`'],
  ])('%j', (line, ...read) => {
    const text = refused(line);
    for (const part of read) expect(text).toContain(part);
  });

  it('a line that is too long', () => {
    expect(refused(`/grad ${'a'.repeat(24_000)}`)).toBe(
      'This line has 24000 characters; 23000 fit.\n\nTry: /grad a*b+c',
    );
  });

  it('quotes backticks that were typed, and the rest of the sentence stays as it is', () => {
    expect(refused('/train a`b')).toBe(
      "I cannot tell what `a'b` is meant to do here.\n\na`b\n^^^\n\nOptions are written `--name value`; see `/help train`.\n\nTry: /help train",
    );
  });

  it('a refusal with a suggestion reads like this', () => {
    expect(refused('/train --lr 0.4 --activaton relu')).toMatchInlineSnapshot(`
      "\`/train\` has no option \`--activaton\`.

      --lr 0.4 --activaton relu
               ^^^^^^^^^^^

      Did you mean \`--activation\`?

      Try: /train --activation relu --lr 0.4"
    `);
  });
});
