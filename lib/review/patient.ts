import type { JsonObject } from '../encoding/json-node';
import { joseHeaderOf, readAlg, readKid } from '../jose/jws-header';
import type { Jwk, Key, KeyReading } from '../jose/key';
import { chooseKeys, type KeyChoice } from '../jose/key-choice';
import { misfitOfType } from '../jose/key-fit';
import { findObstacle } from '../jose/parse-token';
import { signingInputOf } from '../jose/signing-input';
import type { Part, Token } from '../jose/token';
import type { SignatureAlgorithm } from '../registry/algorithm';

/**
 * All that a diagnosis may look at. `tokenText` is the text that `token` was parsed from, `keyText` the one that `key` was
 * read from; `now` is the clock, NumericDate seconds.
 */
export type DoctorContext = { tokenText: string; token: Token; key: KeyReading; keyText: string; now: number };

/** A whole JWS, taken apart into what a signature is checked over. */
export type Question = {
  row: SignatureAlgorithm;
  /** All header parameters, those of the unprotected header too. */
  root: JsonObject;
  header: Part;
  payload: Part;
  signature: Part;
  /** The signing input (RFC 7515 §5.2, step 8). */
  data: Uint8Array<ArrayBuffer>;
};

/** The token that does not verify, its key, and what follows from both. */
export type Patient = Omit<DoctorContext, 'tokenText'> & {
  text: string;
  /** The header's algorithm, when it is one that is supported here; the token may be broken elsewhere. */
  row: SignatureAlgorithm | undefined;
  kid: string | undefined;
  /** Present when the token is whole. */
  question: Question | undefined;
  /** Present when there is a row and the key text could be read. */
  choice: KeyChoice | undefined;
  /** The keys and readings that verifying tries. */
  jwks: Jwk[];
};

/** What a signature is checked over; undefined for a token that is not a JWS by the letter. Never throws. */
export function questionOf(token: Token): Question | undefined {
  if ((token.kind !== 'jws' && token.kind !== 'sd-jwt') || findObstacle(token)) return undefined;
  const { header, payload, signature } = token;
  const root = joseHeaderOf(token);
  const row = rowOf(token);
  return root && row ? { row, root, header, payload, signature, data: signingInputOf(token) } : undefined;
}

/** The supported signature algorithm that a token's header names. */
export function rowOf(token: Token): SignatureAlgorithm | undefined {
  const root = joseHeaderOf(token);
  const alg = root && readAlg(root);
  return alg?.kind === 'algorithm' && alg.row.support !== 'none' ? alg.row : undefined;
}

/** The keys and readings that verifying tries for a token. */
export function choiceFor(token: Token, key: KeyReading): KeyChoice | undefined {
  const row = rowOf(token);
  const root = joseHeaderOf(token);
  if (!row || !root || key.kind === 'empty' || key.kind === 'unreadable') return undefined;
  return chooseKeys(row, key, readKid(root), 'verify');
}

/** The JWKs of a choice, none where it has no candidate. */
export function jwksOf(choice: KeyChoice | undefined): Jwk[] {
  return choice?.kind === 'candidates' ? choice.candidates.map(({ jwk }) => jwk) : [];
}

/** All keys in hand, a secret's readings aside. */
export function keysOf(key: KeyReading): Key[] {
  if (key.kind === 'key') return [key.key];
  return key.kind === 'key-set' ? key.keys : [];
}

/** The JWKs whose type and curve fit an algorithm, whatever they say of their use; for HMAC the readings of a secret. */
export function jwksOfType(row: SignatureAlgorithm, key: KeyReading): Jwk[] {
  if (key.kind === 'secret') return jwksOf(chooseKeys(row, key, undefined, 'verify'));
  return keysOf(key)
    .filter((one) => !misfitOfType(row, one))
    .map(({ jwk }) => jwk);
}

/** Whether there is a key or secret to try anything with. */
export function hasKey({ key }: Patient): boolean {
  return key.kind !== 'empty' && key.kind !== 'unreadable';
}

/** A case for the doctor. */
export function readPatient({ tokenText, token, key, keyText, now }: DoctorContext): Patient {
  const root = joseHeaderOf(token);
  const choice = choiceFor(token, key);
  return {
    text: tokenText,
    token,
    key,
    keyText,
    now,
    row: rowOf(token),
    kid: root && readKid(root),
    question: questionOf(token),
    choice,
    jwks: jwksOf(choice),
  };
}
