/** What Discord takes in one message and one command. Its documentation is where these stand. */
export const MAX_COMPONENTS = 40;
export const MAX_TEXT = 4000;
export const MAX_ATTACHMENTS = 10;
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
export const MAX_ALT = 1024;
export const MAX_ROW_BUTTONS = 5;
export const MAX_LABEL = 80;
/** Discord's guide for buttons: longer labels are cut on a phone. */
export const LABEL_ON_PHONE = 38;
export const MAX_URL = 512;
export const MAX_CUSTOM_ID = 100;

export const MAX_MODAL_TITLE = 45;
export const MAX_INPUT_LABEL = 45;

export const MAX_CHOICES = 25;
export const MAX_CHOICE = 100;
export const MAX_STRING_OPTION = 6000;
/** Of a command's names, descriptions and choices together. */
export const MAX_COMMAND = 8000;

/**
 * How long an interaction's token is used: it lives 15 minutes, and a request needs its time. After that the message
 * is reached by its id only.
 */
export const TOKEN_LIFE_MS = 15 * 60 * 1000 - 20_000;
