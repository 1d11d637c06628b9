import { encodeBase64url } from '../encoding/base64url';
import { readJson } from '../encoding/json';
import type { JsonObject } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';
import { decodeUtf8, encodeUtf8 } from '../encoding/utf8';
import type { SignatureAlgorithm } from '../registry/algorithm';
import { isDetached } from './detached';
import { writeJsonJws } from './json-jws-text';
import { objectsOf, readAlg, readKid } from './jws-header';
import type { KeyReading, SecretEncoding } from './key';
import { type Candidate, chooseKeys } from './key-choice';
import { makeSignature } from './signature';
import { joinInput } from './signing-input';
import type { JwsToken, SdJwtToken } from './token';
import type { KeyUsed } from './verdict';

/**
 * `encoding` picks among the readings of a secret under Detect: the one that verified, so that an edit keeps it. `like` is
 * the token whose form the new one takes: its serialization, its other signatures and unprotected headers, and a
 * payload that is left out where it was detached (see `isDetached`).
 */
export type SignOptions = { encoding?: SecretEncoding; like?: JwsToken | SdJwtToken };

export type SignOutcome =
  | { kind: 'signed'; token: string; used: KeyUsed }
  | { kind: 'unsecured'; token: string }
  | { kind: 'cannot-sign'; code: CannotSignCode; reason: string };

export type CannotSignCode =
  | 'header-not-json'
  | 'missing-alg'
  | 'unknown-alg'
  | 'unsupported-alg'
  | 'unfit-payload'
  | 'no-key'
  | 'unreadable-key'
  | 'public-key'
  | 'wrong-key-type'
  | 'key-forbids-use'
  | 'unusable-key';

const cannotSign = (code: CannotSignCode, reason: string): SignOutcome => ({ kind: 'cannot-sign', code, reason });

/**
 * The token of a header and a payload (RFC 7515 §5.1): both are signed exactly as they are written, in UTF-8 or as the
 * octets that they are, so the payload need not even be JSON. `alg` comes from the header; `none` makes a token with an
 * empty signature (RFC 7518 §3.6); with `"b64": false` the payload is not encoded (RFC 7797 §3). The token is compact,
 * or of the form of `options.like`: then `header` is its protected header, blank where it has none, and the parameters
 * of its unprotected header count too.
 * @throws the signal's reason when it is aborted; nothing else.
 */
export async function signJws(
  signal: AbortSignal,
  parts: { header: string; payload: string | Uint8Array<ArrayBuffer> },
  key: KeyReading,
  options: SignOptions = {},
): Promise<SignOutcome> {
  signal.throwIfAborted();
  const header = readHeader(parts.header, options.like);
  if ('kind' in header) return header;
  const alg = readAlg(header.jose);
  if (alg.kind === 'no-algorithm') return cannotSign(alg.code, alg.reason);
  const payload = readPayload(parts.payload, header.isUnencoded, options.like);
  if ('kind' in payload) return payload;
  const input = joinInput(header.encoded, payload.signed);
  const write = (signature: string) => writeToken(header, payload.written, signature, options.like);
  if (alg.row.family === 'none') return { kind: 'unsecured', token: write('') };

  const chosen = chooseSigner(alg.row, header.jose, key, options);
  if ('kind' in chosen) return chosen;
  const attempt = await makeSignature(alg.row, chosen.jwk, input);
  signal.throwIfAborted();
  if (attempt.kind === 'refused') return cannotSign(attempt.code, attempt.reason);
  return { kind: 'signed', token: write(encodeBase64url(attempt.value)), used: chosen.used };
}

/** The protected header, encoded, and all parameters that count. */
type Header = { encoded: string; jose: JsonObject; isUnencoded: boolean };

function readHeader(text: string, like: SignOptions['like']): Header | SignOutcome {
  const unprotected = objectsOf(like?.unprotected ?? []);
  const members = unprotected.flatMap((object) => object.members);
  // In JSON a protected header may be missing altogether; then it must not be there as an empty object either.
  const isAbsent = unprotected.length > 0 && like?.header.encoded === '' && /^(?:\{\s*\})?$/.test(text.trim());
  if (isAbsent) {
    const jose: JsonObject = { kind: 'object', start: 0, end: 0, members };
    return { encoded: '', jose, isUnencoded: false };
  }
  const { root, problems } = readJson(text);
  if (problems[0]) return cannotSign('header-not-json', `The header is not JSON: ${problems[0].message}.`);
  if (root?.kind !== 'object') return cannotSign('header-not-json', 'The header is not a JSON object.');
  const b64 = findMember(root, 'b64')?.value;
  const isUnencoded = b64?.kind === 'literal' && b64.value === false;
  const jose = { ...root, members: [...members, ...root.members] };
  return { encoded: encodeBase64url(encodeUtf8(text)), jose, isUnencoded };
}

/** The payload as it is signed and as it stands in the token: `undefined` where it is left out. */
type Payload = { signed: Uint8Array<ArrayBuffer>; written: string | undefined };

function readPayload(
  payload: string | Uint8Array<ArrayBuffer>,
  isUnencoded: boolean,
  like: SignOptions['like'],
): Payload | SignOutcome {
  const octets = typeof payload === 'string' ? encodeUtf8(payload) : payload;
  const isLeftOut = like !== undefined && isDetached(like);
  if (!isUnencoded) {
    const encoded = encodeBase64url(octets);
    return { signed: encodeUtf8(encoded), written: isLeftOut ? undefined : encoded };
  }
  if (isLeftOut) return { signed: octets, written: undefined };
  const text = decodeUtf8(octets);
  if (text === undefined) {
    const reason = 'The payload is not UTF-8 text, and so cannot stand in the token unencoded ("b64": false).';
    return cannotSign('unfit-payload', reason);
  }
  const reason = like && like.serialization !== 'compact' ? undefined : findUnfit(text);
  return reason ? cannotSign('unfit-payload', reason) : { signed: octets, written: text };
}

/** Why an unencoded payload cannot stand in a compact token: it may be printable ASCII without a dot (RFC 7797 §5.2). */
function findUnfit(text: string): string | undefined {
  const at = text.search(/[^\x20-\x2d\x2f-\x7e]/);
  if (at < 0) return undefined;
  const place = `character ${at + 1} of the payload`;
  if (text[at] === '.') {
    return `A compact token cannot hold an unencoded payload ("b64": false) with a "." in it, as at ${place}: it would end there.`;
  }
  return `A compact token cannot hold an unencoded payload ("b64": false) with anything but printable ASCII in it, as at ${place}.`;
}

/** The token in the form of `like`, compact without it. */
function writeToken(header: Header, payload: string | undefined, signature: string, like: SignOptions['like']): string {
  if (like && like.serialization !== 'compact') return writeJsonJws(like, header.encoded, payload, signature);
  const jws = `${header.encoded}.${payload ?? ''}.${signature}`;
  return like?.kind === 'sd-jwt' ? jws + like.text.slice(like.signature.end) : jws;
}

function chooseSigner(
  row: SignatureAlgorithm,
  header: JsonObject,
  key: KeyReading,
  { encoding }: SignOptions,
): Candidate | SignOutcome {
  if (key.kind === 'empty') return cannotSign('no-key', `There is no key to sign with; ${row.name} needs one.`);
  if (key.kind === 'unreadable') return cannotSign('unreadable-key', key.reason);
  const choice = chooseKeys(row, key, readKid(header), 'sign');
  if (choice.kind === 'no-candidate') return cannotSign(choice.code, choice.reason);
  const { candidates } = choice;
  const signers = candidates.filter(({ used }) => used.kind === 'secret' || used.key.isPrivate);
  const wanted = signers.find(({ used }) => used.kind === 'secret' && used.encoding === encoding) ?? signers[0];
  if (wanted) return wanted;
  const reason =
    candidates.length > 1
      ? 'The keys of this set that fit are public; signing needs a private one.'
      : 'This key is a public key; signing needs the private one.';
  return cannotSign('public-key', reason);
}
