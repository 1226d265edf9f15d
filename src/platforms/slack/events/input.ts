import type { App, types, ViewSubmitAction, webApi } from '@slack/bolt';
import { z } from 'zod';
import { isForEverybody, type Pressed } from '../../../dispatch/button-id.ts';
import { NOT_KEPT } from '../../../dispatch/dispatcher.ts';
import { MAX_INPUT, MAX_LONG_INPUT } from '../../../reply/document.ts';
import { StoreUnavailable } from '../../../store/outage.ts';
import type { SlackContext } from '../context.ts';
import { MAX_HINT, MAX_MODAL_TITLE } from '../limits.ts';
import { ASK } from '../messages/blocks.ts';
import { type ResponseTarget, targetSchema } from '../messages/target.ts';
import { UNKNOWN_BUTTON } from '../words.ts';
import { type Click, targetOf, whisper } from './clicks.ts';
import { answerForm } from './forms.ts';
import { plain, VALUE } from './modal.ts';
import { fromOf } from './origin.ts';

/** Of the forms that ask for the text of a button. */
const INPUT = 'input';
/** The one block in it. */
const TEXT = 'text';
const TOO_LATE = 'Slack did not open the form in time. Press the button again.';

/** The button's id, and where it was pressed: kept in the form itself. */
const metadata = z.object({ id: z.string(), target: targetSchema });

/** A button that asks for a text first opens a form for it; the text goes behind the button's command. */
export function onInputs(app: App, context: SlackContext): void {
  const { conversation, dispatcher, serve } = context;
  app.action<Click>(new RegExp(`^${ASK}:`), async ({ ack, action, body, context: bolt }) => {
    await ack();
    await serve(fromOf(bolt, body.user.id, body.response_url), async (workspace) => {
      const id = action.value ?? '';
      const pressed = await dispatcher.buttonOf(id).catch((error: unknown) => {
        if (error instanceof StoreUnavailable) return error;
        throw error;
      });
      if (pressed instanceof StoreUnavailable) return whisper(body, NOT_KEPT, workspace);
      if (pressed?.input === undefined) return whisper(body, UNKNOWN_BUTTON.message, workspace);
      try {
        const view = form(id, { ...pressed, input: pressed.input }, targetOf(body));
        await workspace.client.views.open({ trigger_id: body.trigger_id, view });
      } catch (error) {
        // A trigger works once: this is the same click again.
        if ((error as webApi.WebAPIPlatformError).data?.error === 'exchanged_trigger_id') return;
        context.onError(error);
        await whisper(body, TOO_LATE, workspace);
      }
    });
  });

  app.view<ViewSubmitAction>(INPUT, async ({ ack, body, view, context: bolt }) => {
    const { id, target } = metadata.parse(JSON.parse(view.private_metadata));
    const filled = view.state.values[TEXT]?.[VALUE]?.value ?? '';
    const audience = isForEverybody(id) ? 'everybody' : 'asker';
    const asked = { call: () => conversation.press(id, filled), audience } as const;
    await answerForm(context, { body, bolt, ack }, target, asked, { field: () => TEXT, again: undefined });
  });
}

const form = (
  id: string,
  { input: label, long = false, filled }: Omit<Pressed, 'line' | 'input'> & { input: string },
  target: ResponseTarget,
): types.ModalView => ({
  type: 'modal',
  callback_id: INPUT,
  title: plain(label, MAX_MODAL_TITLE),
  submit: plain('Send', MAX_MODAL_TITLE),
  close: plain('Close', MAX_MODAL_TITLE),
  private_metadata: JSON.stringify({ id, target }),
  blocks: [
    {
      type: 'input',
      block_id: TEXT,
      label: plain(label, MAX_HINT),
      element: {
        type: 'plain_text_input',
        action_id: VALUE,
        multiline: long,
        max_length: long ? MAX_LONG_INPUT : MAX_INPUT,
        focus_on_load: true,
        ...(filled !== undefined && { initial_value: filled }),
      },
    },
  ],
});
