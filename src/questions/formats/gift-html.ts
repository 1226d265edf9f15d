import { decodeEntities } from '../../text.ts';

/** What a text in HTML says, as Moodle exports them: code keeps its backticks, all other tags are left out. */
export const htmlToText = (html: string): string =>
  decodeEntities(
    html
      .replaceAll(/<\/?(?:code|tt)\b[^<>]*>/gi, '`')
      .replaceAll(/<\/?pre\b[^<>]*>/gi, '\n```\n')
      .replaceAll(/<(?:br|\/p|\/div|\/li)\b[^<>]*>/gi, '\n\n')
      .replaceAll(/<\/?[a-z][^<>]*>/gi, ''),
  );
