/** A law that is broken ends the input. @throws when it is */
export function hold(isKept: boolean, law: string): void {
  if (!isKept) throw new Error(law);
}
