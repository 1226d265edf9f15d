export type Rgb = readonly [red: number, green: number, blue: number];

export const toRgb = (hex: string): Rgb =>
  [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16)) as unknown as Rgb;

export const toHex = (colour: Rgb): string =>
  `#${colour.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;

/** A colour with a part, 0 to 1, of another in it. */
export const mixed = (colour: Rgb, other: Rgb, part: number): Rgb =>
  colour.map((channel, i) => Math.round(channel + part * ((other[i] as number) - channel))) as unknown as Rgb;
