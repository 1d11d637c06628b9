import { decodeBase64url } from '../encoding/base64url';
import type { JsonNode } from '../encoding/json-node';
import { findMember } from '../encoding/json-query';
import { writePem } from '../encoding/pem';
import { headersOf } from '../jose/parse-token';
import { change } from './history';
import type { State } from './state';
import { viewOf } from './view';

/** A key that stands in the token's own header, as a key text. */
export type HeaderKey = { from: 'jwk' | 'x5c'; text: string };

/**
 * The key or certificate chain in the token's header (RFC 7515 §4.1.3, §4.1.6). It is only ever taken on a person's
 * wish: whoever wrote the token wrote it.
 */
export function headerKeyOf(state: State): HeaderKey | undefined {
  for (const part of headersOf(viewOf(state).token)) {
    const jwk = findMember(part.json?.root, 'jwk')?.value;
    if (jwk?.kind === 'object' && part.text) return { from: 'jwk', text: part.text.slice(jwk.start, jwk.end) };
    const x5c = findMember(part.json?.root, 'x5c')?.value;
    const chain = x5c?.kind === 'array' ? x5c.items.flatMap(certificatePem) : [];
    if (chain.length > 0) return { from: 'x5c', text: chain.join('') };
  }
  return undefined;
}

/** `x5c` holds DER in standard Base64, not base64url (RFC 7515 §4.1.6). */
function certificatePem(item: JsonNode): string[] {
  if (item.kind !== 'string') return [];
  const { bytes } = decodeBase64url(item.value.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, ''));
  return bytes.length > 0 ? [writePem('CERTIFICATE', bytes)] : [];
}

/** Puts the header's key into the key field, marked as the token's own. */
export function takeHeaderKey(state: State, at: number): State {
  const found = headerKeyOf(state);
  if (!found) return state;
  return change(state, 'key!', at, {
    key: { text: found.text, encoding: 'detect', origin: 'token' },
    sampleKey: undefined,
  });
}
