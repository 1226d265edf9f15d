import type { Button } from '../../reply/document.ts';

/** What Slack takes. Past these a message is refused, so the renderer stays below them on purpose. */
export const MAX_BLOCKS = 50;
/** Characters of all blocks of a message together; past that Slack answers `msg_blocks_too_long`. */
export const MAX_BLOCKS_LENGTH = 13_200;
export const MAX_SECTION = 3000;
export const MAX_HEADER = 150;
export const MAX_ALT = 2000;
export const MAX_ACTIONS = 25;
export const MAX_BUTTON_LABEL = 75;
/** Slack's reference: a longer label may be cut where there is little room. */
export const LABEL_ON_PHONE = 30;
export const MAX_BUTTON_VALUE = 2000;
/** Of a button that opens a form: its value is kept in the form's metadata, among other things and escaped. */
const MAX_ASK_VALUE = 1000;
/** Of the id of a button. */
export const idLimit = ({ input }: Button): number => (input === undefined ? MAX_BUTTON_VALUE : MAX_ASK_VALUE);
/** Of the text for notifications; Slack takes more, nobody reads more. */
export const MAX_FALLBACK = 1000;

/** Of a message without blocks: Slack advises 4000. */
export const MAX_TEXT = 3900;

export const MAX_MODAL_TITLE = 24;
export const MAX_PLACEHOLDER = 150;
export const MAX_OPTION = 75;
export const MAX_METADATA = 3000;
/** Of a hint under an input, and of an error there. */
export const MAX_HINT = 2000;

/** A response_url may be posted to this often, and no longer; and for 30 minutes, of which a request needs some. */
export const RESPONSE_URL_USES = 5;
export const RESPONSE_URL_LIFE_MS = 30 * 60 * 1000 - 20_000;

/** Posting is 1 a second in a channel, updating 50 a minute in all. */
export const UPDATE_EVERY_MS = 1250;

export const MAX_CLOCK_SKEW_S = 5 * 60;
/** Longer than the time for which a signature is accepted on both sides of now. */
export const REMEMBER_SIGNATURE_MS = 10 * 60 * 1000;
