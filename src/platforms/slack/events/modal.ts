import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Command, Option } from '../../../command/define.ts';
import type { Values } from '../../../command/line-reader.ts';
import { cut } from '../../cut.ts';
import { MAX_HINT, MAX_METADATA, MAX_MODAL_TITLE, MAX_OPTION, MAX_PLACEHOLDER } from '../limits.ts';
import { type ResponseTarget, targetSchema } from '../messages/target.ts';

/** Of the forms that ask for a command's options. */
export const FORM = 'options';

/** The id of the one element in each input block; the block is named after the option. */
export const VALUE = 'value';

const ON = 'on';

const metadata = z.object({ command: z.string(), target: targetSchema });

/** A form with an input for each option of a command. */
export function modal(command: Command, target: ResponseTarget): types.ModalView {
  return {
    type: 'modal',
    callback_id: FORM,
    title: plain(`/${command.name}`, MAX_MODAL_TITLE),
    submit: plain('Ask', MAX_MODAL_TITLE),
    close: plain('Close', MAX_MODAL_TITLE),
    private_metadata: cut(JSON.stringify({ command: command.name, target }), MAX_METADATA),
    blocks: command.declared.map(input),
  };
}

/** What a form came from. */
export function readMetadata(text: string): { command: string; target: ResponseTarget } {
  return metadata.parse(JSON.parse(text));
}

/** The values of a form, as somebody would have typed them into the options. */
export function readForm(command: Command, state: Record<string, Record<string, FormValue>>): Values {
  const values: Values = {};
  for (const option of command.declared) {
    const field = state[option.flag]?.[VALUE];
    const typed = field === undefined ? undefined : fieldValue(option, field);
    if (typed !== undefined) values[option.flag] = typed;
  }
  return values;
}

/** As much of a field of a form as we use. */
export interface FormValue {
  readonly value?: string | null;
  readonly selected_option?: { readonly value?: string } | null;
  readonly selected_options?: readonly { readonly value?: string }[] | null;
}

function fieldValue({ type }: Option, field: FormValue): unknown {
  if (type === 'boolean') return field.selected_options?.some(({ value }) => value === ON) ?? false;
  const text = field.selected_option?.value ?? field.value?.trim();
  if (text === undefined || text === '') return undefined;
  return type !== 'string' && Number.isFinite(Number(text)) ? Number(text) : text;
}

export const plain = (text: string, limit: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: cut(text, limit),
  emoji: false,
});

function input(option: Option): types.InputBlock {
  return {
    type: 'input',
    block_id: option.flag,
    label: plain(option.flag, MAX_HINT),
    hint: plain(option.description, MAX_HINT),
    optional: !option.required,
    element: element(option),
  };
}

function element({ type, choices, suggestions, default: preset }: Option): types.InputBlock['element'] {
  if (type === 'boolean') {
    const on = { text: plain('yes', MAX_OPTION), value: ON };
    return { type: 'checkboxes', action_id: VALUE, options: [on], ...(preset === true && { initial_options: [on] }) };
  }
  if (choices !== undefined) {
    const options = choices.map((choice) => ({ text: plain(choice, MAX_OPTION), value: choice }));
    const initial = options.find(({ value }) => value === preset);
    return { type: 'static_select', action_id: VALUE, options, ...(initial && { initial_option: initial }) };
  }
  const [example] = suggestions;
  return {
    type: 'plain_text_input',
    action_id: VALUE,
    ...(example !== undefined && { placeholder: plain(example, MAX_PLACEHOLDER) }),
    ...(preset !== undefined && { initial_value: String(preset) }),
  };
}
