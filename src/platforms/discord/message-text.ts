import type { APIMessage } from 'discord.js';

/** What of a message can be read: those of programs have their words in embeds or components, forwarded ones in a copy. */
export function textOfMessage(message: Partial<APIMessage> | undefined): string {
  if (message === undefined) return '';
  const { content, embeds = [], components = [], message_snapshots: copies = [] } = message;
  const texts = [
    content,
    ...copies.map((copy) => textOfMessage(copy.message)),
    ...embeds.flatMap(({ title, description, fields = [] }) => [
      title,
      description,
      ...fields.map(({ value }) => value),
    ]),
    ...components.flatMap(textsIn),
  ];
  return texts.filter(Boolean).join('\n');
}

/** The texts of a component and of those in it. */
function textsIn(component: object): string[] {
  const inside = 'components' in component && Array.isArray(component.components) ? component.components : [];
  return [
    ...('content' in component && typeof component.content === 'string' ? [component.content] : []),
    ...inside.flatMap((one: unknown) => (typeof one === 'object' && one !== null ? textsIn(one) : [])),
  ];
}
