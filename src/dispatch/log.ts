type Write = {
  (context: object, message?: string): void;
  (message: string): void;
};

/** A structured log: one line of JSON an entry. Neither tokens nor what people typed may stand in it above `debug`. */
export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}
