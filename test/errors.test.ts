import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { UserError } from '../src/errors.ts';
import { errorReply } from '../src/reply/error-reply.ts';
import { say } from './commands/run.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const sources = ['src', 'commands'].flatMap((folder) =>
  readdirSync(`${ROOT}/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${ROOT}/${folder}/${file}`, 'utf8')),
);

function refused(line: string): UserError {
  try {
    say(line);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`${line} was not refused`);
}

describe('the code of a mistake', () => {
  const codes = sources.flatMap((source) => [...source.matchAll(/'(E_[^']+)'/g)].map(([, code = '']) => code));

  it('is in upper snake case', () => {
    expect(codes.length).toBeGreaterThan(100);
    expect(codes.filter((code) => !/^E(_[A-Z]+)+$/.test(code))).toEqual([]);
  });

  it.each([
    ['/gard a*b', 'E_UNKNOWN_COMMAND'],
    ['', 'E_NO_COMMAND'],
    ['/help gard', 'E_UNKNOWN_COMMAND'],
    ['/grad', 'E_MISSING_OPTION'],
    ['/grad a*b --detial full', 'E_UNKNOWN_OPTION'],
    ['/grad a*b --detail ful', 'E_OPTION_VALUE'],
    ['/grad a*b --detail', 'E_OPTION_WITHOUT_VALUE'],
    ['/train --lr abc', 'E_OPTION_NOT_A_NUMBER'],
    ['/train --lr 1000', 'E_OPTION_VALUE'],
    ['/train --lr 1 --lr 2', 'E_OPTION_TWICE'],
    ['/train foo', 'E_STRAY_WORD'],
    ['/train --data "1 -> 2', 'E_QUOTATION_NOT_CLOSED'],
    ['/train --data morons', 'E_UNKNOWN_DATA_SET'],
    ['/train --data "1,2 -> 1; 3 -> 1"', 'E_WRONG_ROW'],
    ['/train --layers 8,1 --data "1 -> 1,1"', 'E_LAST_LAYER_SIZE'],
    ['/train --track layers[9].b', 'E_UNKNOWN_PARAMETER'],
    ['/train --loss bce --data line', 'E_TARGETS_NOT_CLASSES'],
    ['/train --steps 10000 --data moons --layers 64,64,1', 'E_TOO_MUCH_WORK'],
    ['/grad a*(b+c', 'E_BRACKET_NOT_CLOSED'],
    ['/grad a*b)', 'E_BRACKET_NOT_OPENED'],
    ['/grad weight bias', 'E_MISSING_OPERATOR'],
    ['/grad 2*tanh', 'E_FUNCTION_WITHOUT_OPERAND'],
    ['/grad thna(x)', 'E_UNKNOWN_FUNCTION'],
    ['/grad max(x)', 'E_OPERAND_COUNT'],
    ['/grad a ? b', 'E_UNKNOWN_CHARACTER'],
    ['/grad L = L*a', 'E_CIRCULAR'],
    ['/grad x = a; y = a', 'E_SEVERAL_RESULTS'],
    ['/grad a*b q=3', 'E_UNUSED_VALUE'],
    ['/grad a*b --wrt q', 'E_UNKNOWN_NAME'],
    ['/check dL/da of a*b is', 'E_CLAIM_WITHOUT_ANSWER'],
    ['/check dL/da of a*b is q', 'E_UNKNOWN_NAME'],
    ['/check dL/da of a*b is 1/0', 'E_ANSWER_NOT_FINITE'],
  ])('of %s is %s, and is not shown', (line, code) => {
    const error = refused(line);
    expect(error.code).toBe(code);
    expect(JSON.stringify(errorReply(error))).not.toContain('E_');
  });
});
