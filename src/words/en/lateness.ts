/** How late something is; what falls due at this moment is not zero seconds late. */
export function lateBy(span: string): string {
  return /^0\D/u.test(span) ? 'due now' : `${span} late`;
}
