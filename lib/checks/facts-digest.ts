import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import type { Token } from '../jose/token';
import type { Expectations } from './expectations';
import type { Digests } from './fact';
import { rowOf, stringParameter } from './parts';

/**
 * The hash of an algorithm: the one in its name. EdDSA names none; Ed25519 works with SHA-512 inside, and what others
 * do is not agreed upon, so there is none for them.
 */
function hashOf(token: Token): string | undefined {
  const row = rowOf(token);
  if (row?.hash) return row.hash;
  const alg = stringParameter(token, 'alg');
  return alg === 'Ed25519' || alg === 'EdDSA' ? 'SHA-512' : undefined;
}

async function digest(hash: string, text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(hash, encodeUtf8(text)));
}

/** The digests of what the reviewer gave; undefined where nothing was given. */
export async function gatherDigests(token: Token, expectations: Expectations): Promise<Digests | undefined> {
  const { accessToken, code, state, request } = expectations;
  const hash = hashOf(token);
  const half = async (text: string | undefined): Promise<string | undefined> => {
    if (text === undefined || text === '' || !hash) return undefined;
    const octets = await digest(hash, text);
    return encodeBase64url(octets.subarray(0, octets.length / 2));
  };
  if ([accessToken, code, state, request?.accessToken].every((text) => !text)) return undefined;
  return {
    accessToken: await half(accessToken),
    code: await half(code),
    state: await half(state),
    ath: request?.accessToken ? encodeBase64url(await digest('SHA-256', request.accessToken)) : undefined,
  };
}
