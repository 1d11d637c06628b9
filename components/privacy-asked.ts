/** An address that a person had asked, which is undefined once it was forgotten, and when (milliseconds since 1970). */
export type AskedByPerson = { address: string | undefined; at: number };

let asked: readonly AskedByPerson[] = [];

/**
 * Notes that a person has an address asked. The frame that does it has an origin of its own, so that the browser's list of
 * this page's requests does not show it.
 */
export function recordAsked(address: string): void {
  asked = [...asked, { address, at: Date.now() }];
}

/** The addresses that were asked, the first one first. */
export function askedByPerson(): readonly AskedByPerson[] {
  return asked;
}

/** Keeps that something was asked, and no longer which address: it tells whose token was here. */
export function forgetAddresses(): void {
  asked = asked.map(({ at }) => ({ address: undefined, at }));
}
