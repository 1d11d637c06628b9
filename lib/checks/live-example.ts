import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { encryptJwe } from '../jose/encrypt-jwe';
import type { SecretEncodingChoice } from '../jose/key';
import { readKey } from '../jose/read-key';
import { makeSignature } from '../jose/signature';
import { findAlgorithm } from '../registry/algorithms';
import type { Expectations } from './expectations';
import type { Facts } from './fact';
import { type ExampleKey, ed25519, keyText } from './live-keys';

/**
 * What a person would paste and say to see a check fire: the token's text with whatever stands around it, the key's text,
 * and what the verifier asks for, whose clock is that of the examples unless it has another. `facts` are what a search finds
 * that goes on beside the checks, for those who run them without it.
 */
export type LiveExample = {
  token: string;
  key: string;
  encoding?: SecretEncodingChoice;
  expectations: Expectations;
  facts?: Facts;
};

/** Makes an example when it is asked for. Rejects only for a mistake in the example, or where the browser lacks its algorithm. */
export type Recipe = () => LiveExample | Promise<LiveExample>;

/** 2026-11-20T17:00:00Z, NumericDate seconds: the moment for which the examples are judged. */
export const exampleClock = 1_795_194_000;

/** Claims with which nothing is wrong at that moment. */
export const ordinaryClaims = {
  iss: 'https://issuer.example',
  sub: 'user-48211',
  aud: 'https://service.example',
  client_id: 'shop',
  iat: exampleClock - 60,
  exp: exampleClock + 840,
  jti: '9f3a',
} as const;

/** Members to set, or with `undefined` to leave out; a text as it is, so that one can be written that no object gives. */
type Json = Record<string, unknown> | string;

type Order = {
  /** Changes of the ordinary header: the key's `alg`, and the `typ` of an access token. */
  header?: Json;
  /** Changes of the ordinary claims. */
  claims?: Json;
  /** Whose signature it is; the algorithm is the key's, whatever the header says. */
  by?: ExampleKey;
  /** The key field's text; that of the signer's public half where it is not given. */
  key?: string;
  /** What happened to the token after it was signed. */
  alter?(token: string): string;
} & Partial<Pick<LiveExample, 'encoding' | 'expectations' | 'facts'>>;

function textOf(json: Json | undefined, ordinary: object): string {
  return typeof json === 'string' ? json : JSON.stringify({ ...ordinary, ...json });
}

/** The text of a segment. */
export function encode(text: string): string {
  return encodeBase64url(encodeUtf8(text));
}

async function sign(input: string, { alg, jwk }: ExampleKey): Promise<string> {
  const row = findAlgorithm(alg);
  if (!row) throw new Error('an example is signed by an unknown algorithm');
  const made = await makeSignature(row, jwk, encodeUtf8(input));
  if (made.kind === 'refused') throw new Error(made.reason);
  return encodeBase64url(made.value);
}

/** The text of a signed token. */
export async function signedText({ header, claims, by = ed25519 }: Pick<Order, 'header' | 'claims' | 'by'>) {
  const head = encode(textOf(header, { alg: by.alg, typ: 'at+jwt' }));
  const input = `${head}.${encode(textOf(claims, ordinaryClaims))}`;
  return `${input}.${await sign(input, by)}`;
}

function exampleOf(token: string, order: Omit<Order, 'header' | 'claims' | 'by' | 'alter'>): LiveExample {
  const { key = '', expectations, encoding, facts } = order;
  return { token, key, encoding, facts, expectations: { clock: exampleClock, ...expectations } };
}

/** A token that is signed, and perhaps altered since. */
export function signed(order: Order = {}): Recipe {
  return async () => {
    const token = await signedText(order);
    return exampleOf(order.alter?.(token) ?? token, { ...order, key: order.key ?? (order.by ?? ed25519).text });
  };
}

/** A text as it stands. */
export function written(token: string, order: Omit<Order, 'header' | 'claims' | 'by' | 'alter'> = {}): Recipe {
  return () => exampleOf(token, order);
}

type EncryptOrder = {
  header: Record<string, unknown>;
  /** The plaintext; the ordinary claims where it is not given. */
  plaintext?: string | (() => Promise<string>);
  for: ExampleKey;
  /** Whether the key field holds what opens it. */
  opens?: boolean;
};

/** A token that is encrypted for a key. */
export function encrypted({ header, plaintext, for: { jwk, text }, opens = true }: EncryptOrder): Recipe {
  return async () => {
    const { signal } = new AbortController();
    const key = jwk.kty === 'oct' ? text : keyText({ ...jwk, alg: String(header.alg) });
    const payload = typeof plaintext === 'function' ? await plaintext() : (plaintext ?? JSON.stringify(ordinaryClaims));
    const made = await encryptJwe(signal, { header: JSON.stringify(header), payload }, await readKey(key));
    if (made.kind !== 'encrypted') throw new Error(made.reason);
    return exampleOf(made.token, { key: opens ? key : '' });
  };
}

/** A token in the form of an encrypted one, with parts of these lengths in octets that nothing opens. */
export function sealed(
  header: Record<string, unknown>,
  {
    key = 0,
    iv = 12,
    ciphertext = 48,
    tag = 16,
  }: { key?: number; iv?: number; ciphertext?: number; tag?: number } = {},
): Recipe {
  const parts = [key, iv, ciphertext, tag].map((length) => encodeBase64url(new Uint8Array(length).fill(7)));
  return written([encode(JSON.stringify(header)), ...parts].join('.'));
}
