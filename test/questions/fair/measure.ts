import { QUESTION_TYPES } from '../../../src/questions/types/index.ts';
import { measure } from './blind.ts';

// node src/app/launch.js test/questions/fair/measure.ts 2000 [type …]: how far one comes in each type without knowing anything.
const [count = '1000', ...names] = process.argv.slice(2);
const percent = (share: number): string => `${Math.round(100 * share)} %`.padStart(5);

for (const type of QUESTION_TYPES.filter(({ name }) => names.length === 0 || names.includes(name))) {
  for (const level of type.levels) {
    const { prompts, letter, constant, known, blind } = measure(type, level, Number(count));
    const best = blind
      .filter(({ share }) => share > 0.33)
      .slice(0, 4)
      .map(({ name, share }) => `${name} ${percent(share).trim()}`);
    console.log(
      `${type.name.padEnd(19)}${level}${String(prompts).padStart(6)} prompts, letter ${percent(letter)}, always \`${constant.text}\` ${percent(constant.share)}, known texts ${percent(known)}; ${best.join(', ')}`,
    );
  }
}
