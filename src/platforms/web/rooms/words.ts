import { randomInt } from 'node:crypto';

/** Short words that many know who learn English, none of which is another with one letter changed at its end. */
const WORDS = `
  apple arrow autumn bag ball banana basket beach bear bed bell bike bird blue boat bone book bottle box branch bread bridge
  bright brown brush bucket butter button cake camel camera candle carpet carrot castle cat chair cheese cherry circle city
  clean clock cloud coat coffee copper corner cotton cow crown cup dance desk dinner doctor dog door dragon dream dress drum
  duck eagle early earth egg eight elbow engine evening farm feather field finger fire fish five flag floor flower forest
  fork four fox fresh frog fruit garden garlic gate giant giraffe glass glove goat gold grape grass green guitar hammer hand
  happy harbour hat hill honey horse hotel house ice idea island jacket jam jelly juice jump jungle kettle key king kitchen
  kite knee ladder lake lamp lemon letter lion little lizard lunch magnet map market meadow melon metal milk mirror monkey
  moon morning mountain mouse music nail napkin needle nest night nine north nose number nurse oak ocean olive onion orange
  orchard oven owl paint palace panda paper parrot peach pear pencil penguin pepper piano picture pilot pink pizza planet
  plate plum pocket potato purple puzzle queen quick quiet rabbit radio rain red ribbon rice ring river road robot rocket
  roof room rope rose round sail salt sand school sea seven shell ship shirt shoe silver six sky sleep slow snow soap sofa
  song soup south spoon spring square stairs star station stone storm street sugar summer sun swan sweet table tea teacher
  ten tent three thunder ticket tiger tomato tower town train tree triangle trumpet tulip turtle two umbrella uncle valley
  village violin wagon walnut warm water west whale wheat wheel white window winter wolf wood yellow yogurt zebra
`
  .trim()
  .split(/\s+/);

const IN_PHRASE = 3;

/** Three words that are said and typed easily. */
export const newPhrase = (random: (below: number) => number = randomInt): string =>
  Array.from({ length: IN_PHRASE }, () => WORDS[random(WORDS.length)]).join(' ');

/** A phrase as somebody typed it, in whatever case and parted by whatever. */
export const readPhrase = (typed: string): string => (typed.toLowerCase().match(/\p{L}+/gu) ?? []).join(' ');
