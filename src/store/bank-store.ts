/**
 * The questions that people brought, in banks. Every method is one transaction; what has resolved is on disk. JSON comes
 * and goes as text; times are ms since 1970.
 */
export interface BankStore {
  /**
   * Changes a bank by a plan that is made of what is in it, with nobody in between: all of it or nothing. What was
   * before is kept, so that the change can be undone. A plan may throw, and nothing is changed then.
   *
   * @returns the number of the change; undefined where the plan changes nothing
   */
  change(change: BankChange, plan: (heads: readonly BankHead[]) => BankPlan): Promise<number | undefined>;
  /** Takes a change back, if nothing that it touched was changed since. */
  undo(undo: BankUndo): Promise<Undone>;
  /** A page of the questions of some banks, in the order of the banks and of their numbers. */
  page(places: readonly BankPlace[], wanted: BankQuery): Promise<BankPage>;
  /** The topics of some banks with the count of questions in each, in alphabetical order. */
  topics(places: readonly BankPlace[]): Promise<readonly BankTopic[]>;
  /** The ids of all questions of a topic and of those below it, of all topics without one; in order. */
  ids(
    places: readonly BankPlace[],
    wanted: Pick<BankQuery, 'topicKey' | 'search' | 'user'>,
  ): Promise<readonly string[]>;
  /** Questions by their ids, in this order; those that are gone are left out. */
  questions(ids: readonly string[]): Promise<readonly BankRow[]>;
  /** Everything that somebody brought to the banks of a tenant. */
  broughtBy(tenant: string, user: string): Promise<readonly BankRow[]>;
  numbered(place: BankPlace, number: number): Promise<BankRow | undefined>;
  /** Notes that banks were used, as often as once a day. */
  use(places: readonly BankPlace[], now: number): Promise<void>;
  /** Keeps a code by which somebody elsewhere can copy a bank, or a topic of it. */
  saveCode(code: BankCode): Promise<void>;
  code(code: string): Promise<BankCode | undefined>;
  /**
   * Deletes what somebody brought to the banks of a tenant, and every change of theirs; with `as`, what they brought to
   * others' banks stays under this name. Their own bank goes in any case.
   */
  forget(tenant: string, user: string, own: string, as?: string): Promise<Forgotten>;
  /** Deletes banks that nobody used since a time, and codes made before another. */
  forgetOld(usedBefore: number, codesBefore: number): Promise<void>;
}

/** A bank: `place` says whether it is a channel's, a server's or a person's, and which. */
export interface BankPlace {
  readonly tenant: string;
  readonly place: string;
}

/** A question that is to be kept. */
export interface NewBankRow {
  /** The same for as long as the question is there, and never given to another. */
  readonly id: string;
  /** Who brought it. */
  readonly user: string;
  readonly topic: string;
  /** The topic as it is compared. */
  readonly topicKey: string;
  readonly title: string;
  /** What it is called in a list. */
  readonly label: string;
  /** What a search looks through. */
  readonly search: string;
  /** The question itself. */
  readonly content: string;
  /** Of the content: another content has another one. */
  readonly version: string;
  /** Of what it asks: the same for a question with the same text. */
  readonly promptKey: string;
}

export interface BankRow extends NewBankRow, BankPlace {
  /** In its bank, from 1; never given to another. */
  readonly number: number;
}

/** What a plan is made of. */
export type BankHead = Omit<BankRow, 'label' | 'search' | 'content' | keyof BankPlace>;

export interface BankPlan {
  readonly add?: readonly NewBankRow[] | undefined;
  /** New contents, by id. */
  readonly set?: readonly NewBankRow[] | undefined;
  /** Ids of what goes. */
  readonly remove?: readonly string[] | undefined;
}

export interface BankChange extends BankPlace {
  readonly user: string;
  /** What is done, for whoever undoes it: `import of 9 questions`. */
  readonly what: string;
  readonly now: number;
  /** Whose questions of before there were banks are taken over by this; these are deleted. */
  readonly adopts?: string | undefined;
}

export interface BankUndo extends BankPlace {
  /** The change; the last one of this person if left out. */
  readonly number?: number | undefined;
  readonly user: string;
  /** May they undo what others did? */
  readonly manages: boolean;
  readonly now: number;
}

/** What became of an attempt to undo a change. */
export type Undone =
  | { readonly kind: 'done'; readonly what: string; readonly questions: number }
  /** There is no change to undo, or not this one any more. */
  | { readonly kind: 'nothing' }
  /** Somebody else made it. */
  | { readonly kind: 'other' }
  /** These questions were changed since. */
  | { readonly kind: 'changed'; readonly numbers: readonly number[] };

export interface BankQuery {
  readonly topicKey?: string | undefined;
  /** Words that must all be in it, as they are compared. */
  readonly search?: readonly string[] | undefined;
  /** Only what this person brought. */
  readonly user?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export type BankLine = Pick<BankRow, 'id' | 'number' | 'user' | 'topic' | 'label' | keyof BankPlace>;

interface BankPage {
  readonly lines: readonly BankLine[];
  readonly total: number;
}

export interface BankTopic extends BankPlace {
  readonly topic: string;
  readonly topicKey: string;
  readonly count: number;
}

interface BankCode extends BankPlace {
  readonly code: string;
  readonly topic: string;
  /** Empty for the whole bank. */
  readonly topicKey: string;
  /** Who made it. */
  readonly user: string;
  readonly madeAt: number;
}

/** How many questions went, and how many stay without the name of who brought them. */
export interface Forgotten {
  readonly deleted: number;
  readonly kept: number;
}
