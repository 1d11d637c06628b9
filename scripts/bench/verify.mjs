import { createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { paste, pasteInto } from './paste.mjs';
import { BARE } from './site.mjs';

const spki = (key) => key.export({ type: 'spki', format: 'pem' });

/** By algorithm: how to sign, what a person pastes as key, and what WebCrypto has to be told. */
const SIGNERS = {
  HS256: () => {
    const secret = `bench-${randomUUID()}-${randomUUID()}`;
    return { key: secret, sign: (input) => createHmac('sha256', secret).update(input).digest('base64url') };
  },
  RS256: () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return { key: spki(publicKey), sign: (input) => sign('sha256', input, privateKey).toString('base64url') };
  },
  ES256: () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = { key: privateKey, dsaEncoding: 'ieee-p1363' };
    return { key: spki(publicKey), sign: (input) => sign('sha256', input, key).toString('base64url') };
  },
};

export const VERIFIED_ALGORITHMS = Object.keys(SIGNERS);

/** A token of about 1 KB with a key of its own, which verifies it. */
export function signedToken(alg) {
  const marker = `bench-${randomUUID()}`;
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const payload = { jti: marker, sub: 'bench', exp: 4_102_444_800, note: 'x'.repeat(560) };
  const input = `${encode({ alg, typ: 'JWT' })}.${encode(payload)}`;
  const signer = SIGNERS[alg]();
  return { alg, marker, key: signer.key, text: `${input}.${signer.sign(Buffer.from(input))}` };
}

/**
 * Pastes a token, then its key, into the page; the key into the bare page, too. `page`: ms from pasting the key to the second
 * frame with the verdict; `bare`: to the second frame with the key in the field; `crypto`: what importing the key and
 * verifying take by themselves, in the bare page.
 */
export async function measureVerify(opened, site, token) {
  await paste(opened.page, token, site);
  const verdict = site.verdict(opened.page);
  await opened.page.waitForFunction(
    ([element, verified]) => !element.textContent.trim().startsWith(verified),
    [await verdict.elementHandle(), site.verified],
  );
  const page = await pasteInto(opened.page, {
    field: site.keyField(opened.page),
    text: token.key,
    pane: verdict,
    expected: site.verified,
    atBeginning: true,
  });
  const bare = await pasteInto(opened.bare, { field: BARE.keyField(opened.bare), text: token.key });
  return { page: page.painted, bare: bare.painted, crypto: await opened.bare.evaluate(timeCrypto, token) };
}

/** Runs in the bare page. */
async function timeCrypto({ alg, text, key }) {
  const ofBase64 = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const [, input, signature] = /^(.*)\.(.*)$/.exec(text);
  const named = {
    HS256: { name: 'HMAC', hash: 'SHA-256' },
    RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  }[alg];
  const isSecret = alg === 'HS256';
  const bytes = isSecret ? new TextEncoder().encode(key) : ofBase64(key.replace(/-----[^-]+-----|\s/g, ''));
  const signed = ofBase64(signature.replaceAll('-', '+').replaceAll('_', '/'));
  const begin = performance.now();
  const imported = await crypto.subtle.importKey(isSecret ? 'raw' : 'spki', bytes, named, false, ['verify']);
  const isValid = await crypto.subtle.verify(named, imported, signed, new TextEncoder().encode(input));
  if (!isValid) throw new Error(`${alg} of the measurement itself does not verify`);
  return performance.now() - begin;
}
