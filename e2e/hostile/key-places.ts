import { generateKeyPairSync } from 'node:crypto';
import { certificate, jwkOf, pkcs8, publicHalf, spki } from '../tokens';

/** A place of a key's text, and a key that has a text there. */
export type KeyPlace = { readonly name: string; key(text: string): string };

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const jwk = jwkOf(publicHalf(pair));
const member = (name: string): KeyPlace => ({
  name: `"${name}" of a JWK`,
  key: (text) => JSON.stringify({ ...jwk, [name]: text }),
});
const sealed = String(
  pair.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'opens the key' }),
);

/** An encrypted private key: while it is in its field, a passphrase is asked for. */
export const sealedKey = sealed;

/** Every place that a key's text has for another. */
export const keyPlaces: readonly KeyPlace[] = [
  { name: 'a secret', key: (text) => text || '\n' },
  member('kid'),
  member('kty'),
  member('crv'),
  member('alg'),
  member('use'),
  member('x5u'),
  { name: '"key_ops" and "x5c" of a JWK', key: (text) => JSON.stringify({ ...jwk, key_ops: [text], x5c: [text] }) },
  {
    name: 'a member that a JWK has not',
    key: (text) => `${JSON.stringify(jwk).slice(0, -1)},${JSON.stringify(text)}:{}}`,
  },
  {
    name: 'the keys of a set',
    key: (text) =>
      JSON.stringify({
        [text]: text,
        keys: [{ ...jwk, kid: text }, { ...jwk, kid: text, alg: text }, { kty: text }, text],
      }),
  },
  { name: 'the label of a PEM', key: (text) => spki(pair).replaceAll('PUBLIC KEY', text) },
  { name: 'the body of a PEM', key: (text) => spki(pair).replace('\n', `\n${text}\n`) },
  { name: 'the text around a PEM', key: (text) => `${text}\nProc-Type: ${text}\n${pkcs8(pair)}${text}` },
  { name: 'the name in a certificate', key: (text) => certificate(pair, text.slice(0, 100)) },
  { name: 'the comment of an SSH key', key: (text) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA== ${text}` },
  { name: 'a JWK in a string', key: (text) => JSON.stringify(JSON.stringify({ ...jwk, kid: text })) },
];
