import type { Log } from '../../../dispatch/log.ts';
import type { InstallationStore } from '../../../store/slack/installation-store.ts';
import type { Installations } from './installations.ts';
import { SealBroken } from './seal.ts';

const PAGE = 200;

/**
 * Opens every token: what was sealed with the key of before is sealed with the new one. The log is told how many cannot
 * be opened, and when the key of before is not needed any more.
 */
export async function sealAnew(
  store: InstallationStore,
  installations: Installations,
  { log, hasOldKey }: { readonly log: Log; readonly hasOldKey: boolean },
): Promise<void> {
  let [all, broken, last] = [0, 0, ''];
  for (;;) {
    const page = await store.after(last, PAGE);
    for (const kept of page) {
      all++;
      await installations.open(kept).catch((error) => {
        if (!(error instanceof SealBroken)) throw error;
        broken++;
      });
    }
    last = page.at(-1)?.tenant ?? '';
    if (page.length < PAGE) break;
  }
  if (broken > 0) {
    const of = `${broken} of ${all} ${all === 1 ? 'installation' : 'installations'}`;
    log.error(
      `slack: TOKEN_KEY does not open ${of}: set TOKEN_KEY_OLD to the key of before, or they must be added again`,
    );
  } else if (hasOldKey) log.info('slack: all tokens are sealed with TOKEN_KEY; TOKEN_KEY_OLD is not needed any more');
}
