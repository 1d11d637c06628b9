import { headerValue, withRecipient } from '../jose/parse-token';
import type { JweToken } from '../jose/token';
import { findKeyManagement, type KeyManagementAlgorithm } from '../registry/key-management';
import { keepLast } from './last';
import type { State, TokenInput } from './state';
import { stringParameter, type View, viewOf } from './view';

type Limits = NonNullable<TokenInput['limits']>;

/** A guard that keeps a token from being decrypted, and what a person may let it do all the same. */
export type LimitOffer =
  /** `iterations` are those of all its recipients together, `row` says what is iterated. */
  | { kind: 'iterations'; iterations: number; row: KeyManagementAlgorithm; limits: Limits }
  /** `limits` is undefined where no more is offered; `limit` is what it was let inflate to, in octets. */
  | { kind: 'inflation'; limit: number; limits: Limits | undefined; megabytes: number | undefined };

/** What is inflated unasked, and then by request: 250 KB (see DecryptOptions), 10 MB, 100 MB. */
const STEPS = [250_000, 10_000_000, 100_000_000];

const last = keepLast<{ view: View; offer: LimitOffer | undefined }>();

/** The offer to go beyond a guard that has stopped the decryption; undefined where none has. */
export function limitOffer(state: State): LimitOffer | undefined {
  const view = viewOf(state);
  if (last.answer?.view !== view) last.answer = { view, offer: offerFor(state, view) };
  return last.answer.offer;
}

function offerFor({ input }: State, { token, decryption, busy }: View): LimitOffer | undefined {
  if (busy || input.from !== 'token' || token.kind !== 'jwe' || decryption?.kind !== 'cannot-decrypt') return undefined;
  if (decryption.code === 'inflates-too-far') {
    const limit = input.limits?.maxInflatedOctets ?? STEPS[0] ?? 0;
    const next = STEPS.find((step) => step > limit);
    const limits = next === undefined ? undefined : { maxInflatedOctets: next };
    return { kind: 'inflation', limit, limits, megabytes: next && next / 1_000_000 };
  }
  return decryption.code === 'too-many-iterations' ? iterationsOffer(token) : undefined;
}

/** The guard counts what all recipients ask for together. */
function iterationsOffer(token: JweToken): LimitOffer | undefined {
  const seen = token.recipients.map((_, index) => withRecipient(token, index));
  const counts = seen.map((one) => {
    const p2c = headerValue(one, 'p2c');
    return p2c?.kind === 'number' ? p2c.value : 0;
  });
  const row = seen.map((one) => findKeyManagement(stringParameter(one, 'alg'))).find((one) => one?.family === 'pbes2');
  const iterations = counts.reduce((sum, count) => sum + count, 0);
  return row && { kind: 'iterations', iterations, row, limits: { maxIterations: iterations } };
}

/** How long so many iterations would take on this device, in words: "about 4 seconds". @throws the signal's reason when it is aborted. */
export async function iterationTime(
  signal: AbortSignal,
  { row, iterations }: { row: KeyManagementAlgorithm; iterations: number },
): Promise<string> {
  const { iterationCost } = await import('../jose/key-management-pbes2');
  return durationWords(await iterationCost(signal, row, iterations));
}

const UNITS = [
  { name: 'day', seconds: 86_400 },
  { name: 'hour', seconds: 3600 },
  { name: 'minute', seconds: 60 },
  { name: 'second', seconds: 1 },
] as const;

/** Seconds as a person says them, rounded: "less than a second", "about 3 minutes". */
export function durationWords(seconds: number): string {
  const unit = UNITS.find((one) => seconds >= one.seconds);
  if (!unit) return 'less than a second';
  const count = Math.round(seconds / unit.seconds);
  return `about ${count} ${unit.name}${count === 1 ? '' : 's'}`;
}
