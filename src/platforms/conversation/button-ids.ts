import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import type { Button, Reply } from '../../reply/document.ts';

/**
 * The ids of a reply's buttons, by their command lines.
 *
 * @param limit of the id of a button, in characters
 * @param onError is told of a button that gets none: an answer without one of its buttons is still an answer
 */
export async function buttonIds(
  dispatcher: Pick<Dispatcher, 'buttonId'>,
  { nodes }: Reply,
  limit: (button: Button) => number,
  onError: (error: unknown) => void,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const add = async (button: Button): Promise<void> => {
    try {
      ids.set(button.command, await dispatcher.buttonId(button, limit(button)));
    } catch (error) {
      onError(error);
    }
  };
  await Promise.all(nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons.map(add) : [])));
  return ids;
}
