import type { App } from '@slack/bolt';
import { isForEverybody } from '../../dispatch/button-id.ts';
import { answer, type House } from './answer.ts';
import { CANCEL, RUN } from './blocks.ts';
import { type Click, clickerOf, containerOf, NOT_OURS, whisper } from './clicks.ts';
import { track } from './track.ts';

const NOT_RUNNING = 'This is not running any more.';
const NOT_YOURS = 'Only the one who asked can stop this.';
const STOPPING = 'Stopping…';

/** A click is its command, typed by whoever clicked, and answered to them alone unless the button says otherwise. */
export function onButtons(app: App, house: House): void {
  app.action<Click>(new RegExp(`^${RUN}:`), async ({ ack, action, body }) => {
    await ack();
    await track(house, async () => {
      const id = action.value ?? '';
      const pressed = await house.desk.buttonOf(id);
      if (pressed === undefined) return whisper(body, NOT_OURS);
      await answer(house, {
        ...clickerOf(body),
        delivery: body.trigger_id,
        question: pressed.line,
        audience: isForEverybody(id) ? 'everybody' : 'asker',
      });
    });
  });

  app.action<Click>(CANCEL, async ({ ack, action, body }) => {
    await ack();
    await track(house, async () => {
      const stopped = house.jobs.stop(action.value ?? '', body.user.id);
      if (stopped === 'not yours') return whisper(body, NOT_YOURS);
      const alone = containerOf(body).is_ephemeral === true;
      if (stopped === 'not running') return whisper(body, NOT_RUNNING, alone);
      // The progress that only one sees cannot be changed by anything but this click.
      if (alone) await whisper(body, STOPPING, true);
    });
  });
}
