/** What stands in the help of a command. */
export interface CommandHelp {
  /** One sentence. */
  readonly does: string;
  /** Lines that can be typed; each is parsed by a test. */
  readonly examples: readonly [string, ...string[]];
  /** Heading of the command's form. */
  readonly form: string;
}
