import { claimExamples } from './live-claims';
import { encodingExamples } from './live-encoding';
import { encryptionExamples } from './live-encryption';
import type { LiveExample, Recipe } from './live-example';
import { headerExamples } from './live-header';
import { keyExamples } from './live-key';
import { profileExamples } from './live-profile';
import { signatureExamples } from './live-signature';
import { timeExamples } from './live-time';

export type { LiveExample } from './live-example';

/** The types of the tables ask for every check of theirs; a test asks for every check of the catalogue. */
const recipes: ReadonlyMap<string, Recipe> = new Map(
  [
    encodingExamples,
    headerExamples,
    signatureExamples,
    keyExamples,
    timeExamples,
    claimExamples,
    profileExamples,
    encryptionExamples,
  ].flatMap((table) => Object.entries(table)),
);

/**
 * The example of a check, by its id: a token and a key, made on the spot with keys that are public, and what to expect of
 * it. `undefined` for an id that is no check's, such as one from an address. Rejects where the browser lacks an algorithm
 * that the example needs.
 */
export async function liveExample(id: string): Promise<LiveExample | undefined> {
  return recipes.get(id)?.();
}
