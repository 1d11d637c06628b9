import { decodeBase64url, encodeBase64url } from '../encoding/base64url';
import { writeDer, writeDerInteger } from '../encoding/der';
import { decodeHex } from '../encoding/hex';
import { orderOf, toInteger } from './curve';
import { ordinaryClaims, type Recipe, signed, signedText, written } from './live-example';
import { goodSecret, p256, rsa2048, secp256k1, secretKey } from './live-keys';
import type { signatureChecks } from './signature';
import type { signatureFormChecks } from './signature-form';
import type { signatureSecretChecks } from './signature-secret';

type Checks = typeof signatureChecks | typeof signatureFormChecks | typeof signatureSecretChecks;

/** The token with another signature, made of the octets of its own. */
function resigned(change: (octets: Uint8Array) => Uint8Array) {
  return (token: string) => {
    const at = token.lastIndexOf('.') + 1;
    return token.slice(0, at) + encodeBase64url(change(decodeBase64url(token.slice(at)).bytes));
  };
}

const halves = (octets: Uint8Array) => [octets.subarray(0, 32), octets.subarray(32)] as const;

/** r and s as ASN.1 has them (RFC 3279 §2.2.3). */
function inDer(octets: Uint8Array): Uint8Array {
  return writeDer(0x30, ...halves(octets).map((half) => writeDerInteger(half)));
}

/** The twin of a signature on secp256k1: s in the upper half of its range. */
function withHighS(octets: Uint8Array): Uint8Array {
  const [r, s] = halves(octets);
  const order = orderOf('secp256k1') as bigint;
  const number = toInteger(s);
  const high = number > order / 2n ? number : order - number;
  return Uint8Array.of(...r, ...(decodeHex(high.toString(16).padStart(64, '0')) ?? []));
}

/** Signatures that were made once, over exactly these claims: two by one nonce with the key ids a and b, and one with a long salt. */
const ofOneNonce = {
  a: 'Rxw-dYxJBChbun5TEY7Q9SSt6wdX0lvS-Oew1236cUxW774bC946gRHCRv_-Wyivgj62kfjZjrqk9quIs1n7cA',
  b: 'Rxw-dYxJBChbun5TEY7Q9SSt6wdX0lvS-Oew1236cUwxYbf3CMng3REy8C3p_ArbB8htCv7I4r47s7t9l3rocA',
};
const longSalt =
  'WcXtsVaRm2mV9fgCqjC1LWA83DNQrU5OQIXozyahLt1Kh__Fph3afMsv6-Le-YGDp8ENtSKRSiW0w6hdT8YNsKCrpnZyIPTqDBEVctwbHdU37gpXU3tnqKeztMh2MovfkTDQ_Z9QpO4VSZkIlxb1xMB2cVdjI2eanrG3m1UCof7zKj8vabKUFN4Z7H_0SWyO0v6TLgvhgNO728DPBCqRAM5js-2iI18u8tC6pujBSkCxAEW4I5peS0VW9YDS2LcbiRIHIUCsofpniJpHMwsRT2V60pYquJhaIzIgRMLnRMSFykwuz38CtX2iSVKvPho7mvS7HkJ45hlFlNbPq62f8A';
const signatureOf = (signature: string) => resigned(() => decodeBase64url(signature).bytes);

/** Tokens of one payload as one token with as many signatures (RFC 7515 §7.2.1). */
function inGeneralJson(tokens: readonly string[]): string {
  const parts = tokens.map((token) => token.split('.'));
  const signatures = parts.map(([header, , signature]) => ({ protected: header, signature }));
  return JSON.stringify({ payload: parts[0]?.[1], signatures }, undefined, 2);
}

/** Claims whose first word was changed after they were signed. */
function tampered(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const claims = new TextDecoder().decode(decodeBase64url(payload).bytes);
  return [header, encodeBase64url(new TextEncoder().encode(claims.replace('user-48211', 'user-1'))), signature].join(
    '.',
  );
}

const documented = { iss: undefined, aud: undefined, client_id: undefined, exp: undefined, jti: undefined };

/** An example for every check of the signature. */
export const signatureExamples: Record<Checks[number]['id'], Recipe> = {
  'signature-mismatch': signed({ alter: tampered }),
  'unverified-signature': signed({ key: '' }),
  'empty-signature': signed({ alter: resigned(() => new Uint8Array()) }),
  'signed-none': signed({ header: { alg: 'none' } }),
  'signature-length': signed({ alter: resigned((octets) => octets.subarray(0, 60)) }),
  'der-signature': signed({
    header: { kid: 'a' },
    by: p256,
    alter: (token) => resigned(inDer)(signatureOf(ofOneNonce.a)(token)),
  }),
  'zero-signature': signed({ by: p256, alter: resigned(() => new Uint8Array(64)) }),
  'high-s': signed({ by: secp256k1, alter: resigned(withHighS) }),
  'pss-salt-length': signed({
    header: { alg: 'PS256' },
    by: rsa2048,
    alter: signatureOf(longSalt),
    key: rsa2048.text.replace('RS256', 'PS256'),
  }),
  'algorithm-confusion': signed({ by: secretKey(rsa2048.text) }),
  'empty-key-signature': signed({ by: { ...goodSecret, jwk: { kty: 'oct', k: 'AA' } }, key: '' }),
  'guessable-secret': signed({
    by: secretKey('secret'),
    key: '',
    facts: { secret: { kind: 'guessed', list: 'the built-in list' } },
  }),
  'repeated-ecdsa-nonce': async () => {
    const tokens = await Promise.all(
      (['a', 'b'] as const).map(async (kid) =>
        signatureOf(ofOneNonce[kid])(await signedText({ header: { kid }, by: p256 })),
      ),
    );
    return written(inGeneralJson(tokens), { key: p256.text })();
  },
  'sample-signature': signed({
    header: { typ: 'JWT' },
    claims: { ...documented, sub: '1234567890', name: 'John Doe', admin: true, iat: ordinaryClaims.iat },
    by: secretKey('a-string-secret-at-least-256-bits-long'),
  }),
};
