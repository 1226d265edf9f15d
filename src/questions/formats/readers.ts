import { readAiken } from './aiken.ts';
import type { Format } from './formats.ts';
import { readGift } from './gift/gift.ts';
import { readXml } from './moodle/xml.ts';
import { readCsv } from './sheet/sheet.ts';
import type { WrittenFile } from './written.ts';
import { readYaml } from './yaml/yaml.ts';

/** Of texts without a byte order mark, whose lines end in `\n`. */
export const READERS: Readonly<Record<Format, (text: string) => WrittenFile>> = {
  yaml: readYaml,
  csv: readCsv,
  gift: readGift,
  aiken: readAiken,
  xml: readXml,
  kahoot: readCsv,
};
