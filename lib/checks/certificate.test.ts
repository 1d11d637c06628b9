import fc from 'fast-check';
import { expect, it } from 'vitest';
import { couldCertify, readValidity } from './certificate';
import { certificateOf } from './certificate-example';

const der = certificateOf({ notBefore: 1_000_000_000, notAfter: 2_000_000_000, spki: new Uint8Array([0, 4, 5, 6, 7]) });

it('the validity of a certificate is read', () => {
  expect(readValidity(der)).toEqual({ notBefore: 1_000_000_000, notAfter: 2_000_000_000 });
});

it('a certificate that was cut or lengthened is none', () => {
  expect(readValidity(der.subarray(0, -1))).toBeUndefined();
  expect(readValidity(new Uint8Array([...der, 0]))).toBeUndefined();
});

it.each([
  [{ kty: 'OKP', x: 'BAUGBw' }, true],
  [{ kty: 'RSA', n: 'AAQFBgc', e: 'AQAB' }, true],
  [{ kty: 'OKP', x: 'BAUGCA' }, false],
  [{ kty: 'oct', k: 'BAUGBw' }, undefined],
  [{ kty: 'RSA' }, undefined],
])('a certificate could be that of %j: %s', (jwk, possible) => {
  expect(couldCertify(der, jwk)).toBe(possible);
});

it('any octets can be read without an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.nat(der.length - 1), fc.nat(255), (bytes, at, octet) => {
      readValidity(bytes);
      const changed = Uint8Array.from(der);
      changed[at] = octet;
      readValidity(changed);
    }),
  );
});
