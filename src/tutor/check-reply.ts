import { type Formula, format, formatNumber } from '../expression/index.ts';
import { code, list, paragraph, say } from '../reply/build.ts';
import type { ReplyNode, Span } from '../reply/document.ts';
import type { CheckedDerivative } from './check-derivative.ts';
import { type Diagnosis, feedbackFor } from './misconceptions/diagnose.ts';

/** What somebody is told about the derivative that they worked out. */
export function checkNodes(formula: Formula, by: string, checked: CheckedDerivative): ReplyNode[] {
  const name = `d${formula.output}/d${by}`;
  const claimed = code(`${name} = ${format(checked.typed)}`);
  if (checked.right) {
    const simpler = checked.simpler === undefined ? [] : say`, and simpler: ${code(`${name} = ${checked.simpler}`)}`;
    const where = checked.only ? say` with ${valuesText(checked)}` : [];
    return [paragraph(say`✔ ${claimed} is right${where}${simpler}.`)];
  }
  const where = checked.only ? say` with ${valuesText(checked)}` : [];
  const opening = say`✘ ${claimed} is not right${where}.`;
  return [paragraph(opening), ...reasons(formula, checked)];
}

function reasons(formula: Formula, { diagnoses, wrongSign, only, ...checked }: CheckedDerivative): ReplyNode[] {
  const [first, second] = diagnoses;
  if (first === undefined) {
    if (wrongSign) return [paragraph(feedbackFor('sign-flipped'))];
    return [paragraph(say`None of the mistakes I know gives this. Compare it with every step.`)];
  }
  const step = diagnoses.every(({ where }) => where === first.where) ? first.where : undefined;
  const reasonOf = ({ name, where }: Diagnosis): Span[] => feedbackFor(name, step === undefined ? where : undefined);
  const count = diagnoses.length === 2 ? 'Two mistakes lead' : 'Several mistakes lead';
  const named =
    second === undefined
      ? [paragraph(reasonOf(first))]
      : [paragraph(say`${count} to it:`), list(diagnoses.map(reasonOf))];
  const chosen = !only && formula.leaves.some((leaf) => !formula.values.has(leaf));
  const at = chosen ? say`, with ${valuesText(checked)}` : [];
  return [...named, ...(step === undefined ? [] : [paragraph(say`See ${code(step)}${at}.`)])];
}

const valuesText = ({ values }: Pick<CheckedDerivative, 'values'>): Span =>
  code([...values].map(([name, value]) => `${name}=${formatNumber(value)}`).join(' '));
