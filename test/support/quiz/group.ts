/** A message as a group sees it at one moment. */
export interface Sight {
  readonly id: string;
  readonly text: string;
  /** What stands on its buttons. */
  readonly labels: readonly string[];
  /** The platform's own form of it, for a click on what may no longer be there. */
  readonly raw: unknown;
}

/** What stands on the button of an option by its letter: `A  -3`; any other label as it is. */
export const labelOf = (letter: string, labels: readonly string[]): string =>
  labels.find((label) => label.startsWith(`${letter}  `)) ?? letter;

/** What stands on the button that opens a form once more, to put right what was refused. */
export const correctionOf = ({ labels }: Sight): string => labels.find((label) => /change|edit/i.test(label)) ?? '';

/** A group on a platform. Everything said to one person comes back to who did something. */
export interface Group {
  type(person: string, line: string): Promise<string>;
  /** Clicks a button of a message as it was seen. */
  press(person: string, label: string, sight: Sight): Promise<string>;
  /** The same, where the platform delivers the click twice. */
  pressDeliveredTwice(person: string, label: string, sight: Sight): Promise<string>;
  /** What everybody sees now, in its order. */
  sights(): readonly Sight[];
  delete(sight: Sight): void;
}

/** A group whose people press on what they alone were shown. */
export interface PrivateGroup extends Group {
  /** Types a line; what comes back, which nobody else sees. */
  ask(person: string, line: string): Promise<Sight>;
  /** Presses a button of what they were shown, and writes into the form that it opens, if it does. */
  go(person: string, label: string, sight: Sight, written?: string): Promise<Sight>;
  /** Writes what is wrong into the form of a button, and puts it right where the platform says so; the answer to that. */
  correct(person: string, label: string, sight: Sight, wrong: string, right: string): Promise<Sight>;
}
