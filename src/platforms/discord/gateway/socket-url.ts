/** Is this an address that a socket can be opened at? */
export const isSocketUrl = (text: string): boolean =>
  URL.canParse(text) && ['ws:', 'wss:'].includes(new URL(text).protocol);
