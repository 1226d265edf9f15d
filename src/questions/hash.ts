/** FNV-1a over the UTF-16 units, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/): spreads neighbouring texts. */
export function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return state >>> 0;
}
