/** Where a person would put a text of the corpus. */
export type Target =
  | 'token'
  | 'key'
  | 'passphrase'
  | 'detached payload'
  | 'expectation'
  | 'note'
  | 'header edit'
  | 'payload edit'
  | 'holder'
  | 'fragment';

/** One text of the corpus: what it is, where it goes, and how it is made. Large ones are made when they are wanted. */
export type Entry = {
  readonly family: string;
  readonly name: string;
  readonly into: Target;
  readonly text: () => string;
};

/** The secret that signs what is signed. */
export const SECRET = 'a secret of at least thirty-two octets';

/** JSON of a value in which a member name may be written that an object literal would take for something else. */
export function objectText(members: readonly (readonly [name: string, value: unknown])[]): string {
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`;
}
