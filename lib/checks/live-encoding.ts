import { encodeBase64url } from '../encoding/base64url';
import type { encodingJsonChecks } from './encoding-json';
import type { encodingNameChecks } from './encoding-name';
import type { encodingSerializationChecks } from './encoding-serialization';
import type { encodingTextChecks } from './encoding-text';
import type { encodingWholeChecks } from './encoding-whole';
import { ordinaryClaims, type Recipe, signed, signedText } from './live-example';

type Checks =
  | typeof encodingTextChecks
  | typeof encodingJsonChecks
  | typeof encodingSerializationChecks
  | typeof encodingNameChecks
  | typeof encodingWholeChecks;

const claimsText = JSON.stringify(ordinaryClaims);
/** The claims' text with one more member in front. */
const withMember = (member: string) => `{${member},${claimsText.slice(1)}`;

/** The token in flattened JSON serialization (RFC 7515 §7.2.2). */
function flattened(token: string): string {
  const [header, payload, signature] = token.split('.');
  return JSON.stringify({ payload, protected: header, signature }, undefined, 2);
}

/** One bit in the last character of a signature of 64 octets means nothing (RFC 4648 §3.5). */
function respelt(token: string): string {
  return token.slice(0, -1) + String.fromCharCode(token.charCodeAt(token.length - 1) + 1);
}

/** A payload that is octets and no UTF-8 text, in place of the signed one. */
function withOctets(token: string): string {
  const [header, , signature] = token.split('.');
  return [header, encodeBase64url(Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d)), signature].join('.');
}

/** An example for every check of the text and its segments. */
export const encodingExamples: Record<Checks[number]['id'], Recipe> = {
  'segment-count': signed({ alter: (token) => token.slice(0, token.lastIndexOf('.')) }),
  'illegal-character': signed({ alter: (token) => token.replace('.', '!.') }),
  'base64-padding': signed({ alter: (token) => `${token}==` }),
  'base64-standard-alphabet': signed({ alter: (token) => `${token.slice(0, -4)}+/${token.slice(-2)}` }),
  'noncanonical-base64url': signed({ alter: respelt }),
  'impossible-base64url-length': signed({ alter: (token) => token.slice(0, -1) }),
  'invalid-utf8': signed({ alter: withOctets }),
  'not-an-object': signed({ claims: '["user-48211","admin"]' }),
  'duplicate-member': signed({ claims: withMember('"sub":"admin"') }),
  'unsafe-number': signed({ claims: withMember('"order":9007199254740993') }),
  'json-serialization': signed({ alter: flattened }),
  'prototype-member': signed({ claims: withMember('"__proto__":{"admin":true}') }),
  'confusable-name': signed({ claims: { ѕub: 'admin' } }),
  'paste-wrapper': signed({ alter: (token) => `Authorization: Bearer ${token}` }),
  oversize: signed({ claims: { groups: Array.from({ length: 220 }, (_, index) => `group-${index + 1000}`) } }),
  'token-in-token': async () => {
    const inner = await signedText({ claims: { sub: 'user-1', jti: 'a1' } });
    return signed({ claims: { act: { token: inner } } })();
  },
};
