import { type Json, strangers } from './refusal.ts';

const within = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'string' && value.length >= least && value.length <= most;

/** What is wrong with a form. */
export function modalProblems(modal: Json): string[] {
  const problems = strangers(modal, ['custom_id', 'title', 'components'], 'modal');
  if (!within(modal['custom_id'], 1, 100)) problems.push('modal custom_id');
  if (!within(modal['title'], 1, 45)) problems.push('modal title');
  const labels = Array.isArray(modal['components']) ? (modal['components'] as Json[]) : [];
  if (labels.length < 1 || labels.length > 5) problems.push(`${labels.length} fields`);
  const ids = labels.map(({ component }) => (component as Json | undefined)?.['custom_id']);
  if (new Set(ids).size < ids.length) problems.push('custom_id is not unique');
  return [...problems, ...labels.flatMap(labelProblems)];
}

function labelProblems(label: Json): string[] {
  const problems = strangers(label, ['type', 'label', 'description', 'component'], 'label');
  if (label['type'] !== 18 || !within(label['label'], 1, 45)) problems.push('label');
  const input = (label['component'] ?? {}) as Json;
  const allowed = ['type', 'custom_id', 'style', 'required', 'min_length', 'max_length', 'placeholder', 'value'];
  problems.push(...strangers(input, allowed, 'text input'));
  if (input['type'] !== 4 || ![1, 2].includes(input['style'] as number)) problems.push('text input');
  if (!within(input['custom_id'], 1, 100)) problems.push('text input custom_id');
  const longest = Number(input['max_length'] ?? 4000);
  if (longest < 1 || longest > 4000) problems.push(`max_length ${longest}`);
  return problems;
}
