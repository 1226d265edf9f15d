/** How questions that teachers bring may be written. */
export const FORMATS = ['yaml', 'csv', 'gift'] as const;
export type Format = (typeof FORMATS)[number];
