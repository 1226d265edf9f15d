import type { App, types, webApi } from '@slack/bolt';
import { z } from 'zod';
import { withInput } from '../../command/format.ts';
import { isForEverybody } from '../../dispatch/button-id.ts';
import { MAX_INPUT, MAX_LONG_INPUT } from '../../reply/document.ts';
import { answer, type House } from './answer.ts';
import { ASK } from './blocks.ts';
import { type Click, clickerOf, NOT_OURS, whisper } from './clicks.ts';
import { mistake, senderOf } from './forms.ts';
import { MAX_HINT, MAX_MODAL_TITLE } from './limits.ts';
import { placeSchema, plain, VALUE } from './modal.ts';
import { cut } from './mrkdwn.ts';
import { track } from './track.ts';

/** Of the forms that ask for the text of a button. */
const INPUT = 'input';
/** The one block in it. */
const TEXT = 'text';
const TOO_LATE = 'Slack did not open the form in time. Press the button again.';

/** The button's id, and where it was pressed: kept in the form itself. */
const metadata = z.object({ id: z.string(), place: placeSchema });

/** A button that asks for a text first opens a form for it; the text goes behind the button's command. */
export function onInputs(app: App, house: House): void {
  app.action<Click>(new RegExp(`^${ASK}:`), async ({ ack, action, body }) => {
    await ack();
    await track(house, async () => {
      const id = action.value ?? '';
      const { input, long } = (await house.desk.buttonOf(id)) ?? {};
      if (input === undefined) return whisper(body, NOT_OURS);
      try {
        const view = form(id, input, long ?? false, clickerOf(body).place);
        await house.client.views.open({ trigger_id: body.trigger_id, view });
      } catch (error) {
        // A trigger works once: this is the same click again.
        if ((error as webApi.WebAPIPlatformError).data?.error === 'exchanged_trigger_id') return;
        house.onError(error);
        await whisper(body, TOO_LATE);
      }
    });
  });

  app.view(INPUT, async ({ ack, body, view }) => {
    const { id, place } = metadata.parse(JSON.parse(view.private_metadata));
    const pressed = await house.desk.buttonOf(id);
    const refuse = (why: string) => ack({ response_action: 'errors', errors: { [TEXT]: cut(why, MAX_HINT) } });
    if (pressed === undefined) return refuse(NOT_OURS);
    const question = withInput(pressed.line, view.state.values[TEXT]?.[VALUE]?.value ?? '');
    const wrong = mistake(() => house.desk.bot.understand(question));
    if (wrong !== undefined) return refuse(wrong);
    await ack();
    await track(house, () =>
      answer(house, {
        ...senderOf(body),
        question,
        place,
        audience: isForEverybody(id) ? 'everybody' : 'asker',
      }),
    );
  });
}

const form = (id: string, label: string, long: boolean, place: z.infer<typeof placeSchema>): types.ModalView => ({
  type: 'modal',
  callback_id: INPUT,
  title: plain(label, MAX_MODAL_TITLE),
  submit: plain('Send', MAX_MODAL_TITLE),
  close: plain('Close', MAX_MODAL_TITLE),
  private_metadata: JSON.stringify({ id, place }),
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
      },
    },
  ],
});
