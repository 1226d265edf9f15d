import type { APIModalInteractionResponseCallbackData, APIModalSubmission } from 'discord.js';
import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { MAX_INPUT, MAX_LONG_INPUT } from '../../reply/document.ts';
import { MAX_INPUT_LABEL, MAX_MODAL_TITLE } from './limits.ts';

/** The id of the one field in a form. */
const FIELD = 'text';

/**
 * A form that asks for one text.
 *
 * @param id of the button that asks for it; it comes back with the text
 * @param label what the text is called
 * @param options whether it may have many lines, and what stands there at first
 */
export const modal = (
  id: string,
  label: string,
  { long = false, filled }: { long?: boolean | undefined; filled?: string | undefined } = {},
): APIModalInteractionResponseCallbackData => ({
  custom_id: id,
  title: label.slice(0, MAX_MODAL_TITLE),
  components: [
    {
      type: ComponentType.Label,
      label: label.slice(0, MAX_INPUT_LABEL),
      component: {
        type: ComponentType.TextInput,
        custom_id: FIELD,
        style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
        required: true,
        ...(filled !== undefined && { value: filled }),
        max_length: long ? MAX_LONG_INPUT : MAX_INPUT,
      },
    },
  ],
});

/** The text in a form that was sent off. */
export function textOf({ components }: Pick<APIModalSubmission, 'components'>): string {
  for (const label of components) {
    const fields = 'component' in label ? [label.component] : 'components' in label ? label.components : [];
    for (const field of fields) if (field.custom_id === FIELD && 'value' in field) return String(field.value ?? '');
  }
  return '';
}
