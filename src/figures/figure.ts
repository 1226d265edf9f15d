import type { Picture } from '../reply/document.ts';

/** What a picture shows and says. Its name stands where it is listed. */
export type Figure = Omit<Picture, 'kind' | 'name'>;

export const pictureOf = (name: string, figure: Figure): Picture => ({ kind: 'picture', name, ...figure });
