import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import type { KeyReading } from './key';
import { digestOf } from './sd-jwt-disclosures';
import { signJws } from './sign-jws';

/** A text in base64url, as the segments of a token and disclosures are. */
export const encode = (text: string): string => encodeBase64url(encodeUtf8(text));

/** A disclosure of a member (salt, name, value) or of an element (salt, value), with the digest that stands for it. */
export async function conceal(json: unknown, hash = 'sha-256'): Promise<{ text: string; digest: string }> {
  const text = encode(typeof json === 'string' ? json : JSON.stringify(json));
  return { text, digest: await digestOf(text, hash) };
}

/** An SD-JWT of a payload's text and disclosures as an issuer hands it out, signed with the key, else unsecured. */
export async function issue(payload: string, disclosures: readonly string[], key?: KeyReading, alg = 'ES256') {
  const { signal } = new AbortController();
  const header = `{"alg":"${key ? alg : 'none'}","typ":"example+sd-jwt"}`;
  const outcome = await signJws(signal, { header, payload }, key ?? { kind: 'empty' });
  if (outcome.kind === 'cannot-sign') throw new Error(outcome.reason);
  return `${[outcome.token, ...disclosures].join('~')}~`;
}
