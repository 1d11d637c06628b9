import { decodeBase64, encodeBase64url } from '../encoding/base64url';
import { readCertificate } from '../jose/certificate';
import { thumbprintOf } from '../jose/jwk';
import type { CertificateFacts, Jwk } from '../jose/key';
import type { Token } from '../jose/token';
import { isSignedBy } from './certificate-signature';
import type { CertificateFact } from './fact';
import { findParameter } from './parts';

/** More certificates than any chain has; the rest is not read. */
const longestChain = 20;

type Read = { der: Uint8Array<ArrayBuffer>; facts?: CertificateFacts; jwk?: Jwk };

async function digestOf(hash: 'SHA-1' | 'SHA-256', der: Uint8Array<ArrayBuffer>): Promise<string> {
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest(hash, der)));
}

async function read(der: Uint8Array<ArrayBuffer>): Promise<Read> {
  const { key, certificate } = await readCertificate(der);
  return { der, facts: certificate, jwk: 'jwk' in key ? key.jwk : undefined };
}

/**
 * What the certificates of a token say, as far as they are base64 at all; undefined when the token has none. Whether the
 * last of them is to be trusted is not said: that is for a list of roots. Never throws.
 */
export async function gatherCertificates(token: Token): Promise<readonly CertificateFact[] | undefined> {
  const value = findParameter(token, 'x5c')?.member.value;
  if (value?.kind !== 'array') return undefined;
  const ders = value.items
    .slice(0, longestChain)
    .map((item) => (item.kind === 'string' ? (decodeBase64(item.value) ?? new Uint8Array()) : new Uint8Array()));
  const chain = await Promise.all(ders.map(read));
  return Promise.all(
    chain.map(async ({ der, facts, jwk }, index): Promise<CertificateFact> => {
      const next = chain[index + 1];
      return {
        sha1: await digestOf('SHA-1', der),
        sha256: await digestOf('SHA-256', der),
        facts,
        thumbprint: jwk && (await thumbprintOf(jwk)),
        signedByNext: next?.jwk && facts ? await isSignedBy(der, next.jwk) : undefined,
      };
    }),
  );
}
