import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeBase64url } from '../encoding/base64url';
import { montgomeryJwk, montgomerySecret } from './jwe-montgomery';
import type { Jwk } from './key';
import { agreeOnSecret } from './key-management-ecdh';

const pairs = {
  X25519: () => generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' }) as Jwk,
  X448: () => generateKeyPairSync('x448').privateKey.export({ format: 'jwk' }) as Jwk,
};

describe.each(['X25519', 'X448'] as const)('%s', (crv) => {
  it('computes the public half of a secret as OpenSSL does', async () => {
    const jwk = pairs[crv]();
    expect(await montgomeryJwk(crv, decodeBase64url(jwk.d ?? '').bytes)).toMatchObject(jwk);
  });

  it('gives both sides the same secret, by the library and by whatever else does it here', async () => {
    const [ours, theirs] = [await montgomeryJwk(crv), pairs[crv]()];
    const secret = await montgomerySecret(ours, theirs);
    expect(await montgomerySecret(theirs, ours)).toEqual(secret);
    expect(await agreeOnSecret(theirs, ours)).toEqual({ kind: 'done', value: secret });
  });
});

it('has no other curves', async () => {
  await expect(montgomeryJwk('Ed25519')).rejects.toThrow('no such curve');
});
