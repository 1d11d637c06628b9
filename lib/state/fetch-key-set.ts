import { isConfiguration, readAddress } from './key-set-url';

/** What the isolated frame hands over, and what the page adds when it waits no longer. */
export type FrameAnswer =
  | { kind: 'answer'; status: number; text: string }
  | { kind: 'redirected' }
  | { kind: 'too-long' }
  | { kind: 'no-answer' }
  | { kind: 'too-late' };

/** The most that is taken: octets in the frame, UTF-16 units here. */
const MOST = 1_000_000;
/** How long an answer is waited for, in milliseconds. */
export const PATIENCE = 15_000;

const plainKinds: ReadonlyMap<unknown, FrameAnswer> = new Map(
  (['redirected', 'too-long', 'no-answer'] as const).map((kind) => [kind, { kind }]),
);

/** A message from the frame as an answer. What is none of the known forms counts as no answer. Never throws. */
export function readFrameAnswer(data: unknown): FrameAnswer {
  const { kind, status, text } = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>;
  if (kind !== 'answer') return plainKinds.get(kind) ?? { kind: 'no-answer' };
  if (typeof status !== 'number' || typeof text !== 'string') return { kind: 'no-answer' };
  return text.length > MOST ? { kind: 'too-long' } : { kind, status, text };
}

/** One request, to be made by the isolated frame. Rejects with the signal's reason when it is aborted. */
export type Ask = (signal: AbortSignal, url: string) => Promise<FrameAnswer>;

/**
 * What came of it. `fetched`: the text for the key field. `confirm`: the configuration was read, and what it names must be
 * agreed to before it is asked. `failed`: one sentence; `byHand` where a person may have it by another way.
 */
export type FetchOutcome =
  | { kind: 'fetched'; text: string; url: string }
  | { kind: 'confirm'; url: string; because: readonly string[] }
  | { kind: 'failed'; url: string; reason: string; byHand: boolean };

/** `issuer` is the token's "iss", with which a configuration is compared. */
export type FetchPlan = { url: string; issuer: string | undefined };

/**
 * The key set at an address, or at the address that the configuration there names. The second address is asked without a
 * further word only when it is on the same origin and the configuration is that of the token's issuer.
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function fetchKeySet(signal: AbortSignal, ask: Ask, { url, issuer }: FetchPlan): Promise<FetchOutcome> {
  const first = judge(url, await ask(signal, url), issuer);
  if (first.kind !== 'confirm' || first.because.length > 0) return first;
  return fetchNamed(signal, ask, first.url);
}

/** The key set at an address that a configuration named; another configuration there is not followed. */
export async function fetchNamed(signal: AbortSignal, ask: Ask, url: string): Promise<FetchOutcome> {
  const outcome = judge(url, await ask(signal, url), undefined);
  return outcome.kind === 'confirm' ? failed(url, 'It names a further address instead of holding keys.') : outcome;
}

function failed(url: string, what: string, byHand = true): FetchOutcome {
  return { kind: 'failed', url, reason: `${new URL(url).host}: ${what}`, byHand };
}

const refusals: ReadonlyMap<FrameAnswer['kind'], string> = new Map([
  [
    'no-answer',
    'There was no answer that the browser lets a page read. Either the host cannot be reached, or it does not allow pages of other origins (CORS); a page cannot tell which.',
  ],
  [
    'redirected',
    'It answered with a redirection, which is not followed, since it leads to an address that was not shown.',
  ],
  ['too-long', `The answer is longer than ${MOST / 1_000_000} MB.`],
  ['too-late', `There was no answer within ${PATIENCE / 1000} seconds.`],
]);

function judge(url: string, answer: FrameAnswer, issuer: string | undefined): FetchOutcome {
  if (answer.kind !== 'answer') return failed(url, refusals.get(answer.kind) ?? '');
  const { status, text } = answer;
  if (status < 200 || status > 299) return failed(url, `It answered with the HTTP status ${status}.`);
  const document = readObject(text);
  if (!document) return failed(url, 'The answer is not a JSON object.');
  if (Array.isArray(document.keys) || typeof document.kty === 'string') {
    const isEmpty = Array.isArray(document.keys) && document.keys.length === 0;
    return isEmpty ? failed(url, 'The key set there has no keys.', false) : { kind: 'fetched', text, url };
  }
  if (typeof document.jwks_uri === 'string') return judgeConfiguration(url, document, document.jwks_uri, issuer);
  return failed(url, 'The answer is JSON, but has neither "keys" nor "jwks_uri".', false);
}

function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null ? (document as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** "issuer" must be the token's "iss", character for character (OpenID Connect Discovery 1.0 §4.3, RFC 8414 §3.3). */
function judgeConfiguration(
  url: string,
  document: Record<string, unknown>,
  named: string,
  issuer: string | undefined,
): FetchOutcome {
  const address = readAddress(named);
  if (address.kind === 'refused') return failed(url, `Its "jwks_uri" cannot be asked. ${address.reason}`, false);
  const because = [issuerDoubt(document.issuer, issuer)];
  if (address.origin !== new URL(url).origin) because.push('The configuration names a key set on another origin.');
  if (!isConfiguration(url)) because.push('The answer is a configuration, where keys were asked for.');
  return { kind: 'confirm', url: address.url, because: because.filter((doubt) => doubt !== undefined) };
}

function issuerDoubt(claimed: unknown, issuer: string | undefined): string | undefined {
  if (claimed === issuer && issuer !== undefined) return undefined;
  if (typeof claimed !== 'string') return 'The configuration names no "issuer", so it is nobody\'s.';
  if (issuer === undefined) return 'The token names no issuer, with which the configuration could be compared.';
  const shown = claimed.length > 100 ? `${claimed.slice(0, 100)}…` : claimed;
  return `The configuration is of the issuer “${shown}”, which is not the token's "iss": its keys are another's.`;
}
