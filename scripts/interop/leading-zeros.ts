import { generateKeyPairSync } from 'node:crypto';
import type { Jwk } from '../../lib/jose/key';

const isShort = (encoded = '') => Buffer.from(encoded, 'base64url')[0] === 0;

/** A key on an EC curve one of whose numbers begins with an octet of zero, which has to stand there (RFC 7518 §6.2.1.2). */
export function makeShortKey(curve: string): Jwk {
  for (;;) {
    const jwk = generateKeyPairSync('ec', { namedCurve: curve }).privateKey.export({ format: 'jwk' }) as Jwk;
    if ([jwk.x, jwk.y, jwk.d].some(isShort)) return jwk;
  }
}

/** Signs until one of the two numbers of an ECDSA signature begins with an octet of zero (RFC 7518 §3.4). */
export async function signUntilShort(sign: () => Promise<string>): Promise<string> {
  for (;;) {
    const token = await sign();
    const signature = Buffer.from(token.split('.')[2] ?? '', 'base64url');
    if (signature[0] === 0 || signature[signature.length / 2] === 0) return token;
  }
}
