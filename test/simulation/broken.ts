/** A rule does not hold. */
export class Broken extends Error {
  override readonly name = 'Broken';
  readonly rule: string;
  constructor(rule: string, detail: string) {
    super(`${rule}: ${detail}`);
    this.rule = rule;
  }
}
