/** Unseen characters that could hide or turn round what is written, or that a database refuses. */
const UNSEEN = /(?![\n\t])\p{Cc}|[\u200b\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A text without unseen characters and halves of characters; line ends should be `\n` alone. */
export const withoutUnseen = (text: string): string => text.replaceAll(UNSEEN, '').toWellFormed();
