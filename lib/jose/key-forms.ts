import { type DerNode, derTags, readDer } from '../encoding/der';
import { readCertificate } from './certificate';
import { type DerKey, readPkcs8, readSpki } from './der-key';
import { readEncryptedPkcs8 } from './encrypted-pkcs8';
import { keyFromJwk } from './jwk';
import type { CertificateFacts, Key, KeyProblemCode, KeySource } from './key';
import { readSshPrivate } from './ssh-key';
import { readPkcs1Private, readPkcs1Public, readSec1 } from './traditional-key';

type Octets = Uint8Array<ArrayBuffer>;
type Content = { key: DerKey; certificate?: CertificateFacts };

/** One structure that holds a key: the labels it has in PEM, what it is called, and how its octets are read. */
export type KeyForm = {
  source: KeySource;
  labels: readonly [string, ...string[]];
  name: string;
  /** Whether a DER value is one of these, told by the types of its parts; a form without it is no DER. */
  isShape?: (node: DerNode, parts: string) => boolean;
  read: (bytes: Octets, passphrase?: string) => Promise<Content>;
};

const universalLetters: ReadonlyMap<number, string> = new Map([
  [derTags.integer, 'i'],
  [derTags.bitString, 'b'],
  [derTags.octetString, 'o'],
  [derTags.oid, 'n'],
  [derTags.sequence, 's'],
  [derTags.set, 't'],
]);

/** The types of a value's parts, a letter each: "iso" is an integer, a sequence, an octet string; `c` is a tagged part. */
const partsOf = (node: DerNode | undefined): string =>
  (node?.children ?? [])
    .map(({ tagClass, tag }) => (tagClass === 'context' ? 'c' : (universalLetters.get(tag) ?? '?')))
    .join('');

const beginsWithName = (node: DerNode | undefined): boolean => partsOf(node).startsWith('n');

/** A pair of integers is also what an ECDSA signature is, so a modulus must have 512 bits to count. */
const leastModulusOctets = 64;

const keyForms: readonly KeyForm[] = [
  {
    source: 'spki',
    labels: ['PUBLIC KEY'],
    name: 'a public key (SPKI)',
    isShape: ({ children: [algorithm] }, parts) => parts === 'sb' && beginsWithName(algorithm),
    read: async (bytes) => ({ key: await readSpki(bytes) }),
  },
  {
    source: 'pkcs8',
    labels: ['PRIVATE KEY'],
    name: 'a private key (PKCS#8)',
    isShape: ({ children: [, algorithm] }, parts) => /^isoc*$/.test(parts) && beginsWithName(algorithm),
    read: async (bytes) => ({ key: await readPkcs8(bytes) }),
  },
  {
    source: 'encrypted-pkcs8',
    labels: ['ENCRYPTED PRIVATE KEY'],
    name: 'an encrypted private key (PKCS#8)',
    isShape: ({ children: [method] }, parts) => parts === 'so' && beginsWithName(method),
    read: async (bytes, passphrase) => ({ key: await readEncryptedPkcs8(bytes, passphrase) }),
  },
  {
    source: 'certificate',
    labels: ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE'],
    name: 'an X.509 certificate',
    isShape: ({ children: [body] }, parts) => parts === 'ssb' && /^c?isssss/.test(partsOf(body)),
    read: readCertificate,
  },
  {
    source: 'pkcs1',
    labels: ['RSA PRIVATE KEY'],
    name: 'an RSA private key (PKCS#1)',
    isShape: (_node, parts) => /^i{9}s?$/.test(parts),
    read: async (bytes) => ({ key: await readPkcs1Private(bytes) }),
  },
  {
    source: 'pkcs1',
    labels: ['RSA PUBLIC KEY'],
    name: 'an RSA public key (PKCS#1)',
    isShape: ({ children: [n] }, parts) => parts === 'ii' && (n?.octets.length ?? 0) >= leastModulusOctets,
    read: async (bytes) => ({ key: await readPkcs1Public(bytes) }),
  },
  {
    source: 'sec1',
    labels: ['EC PRIVATE KEY'],
    name: 'an EC private key (SEC 1)',
    isShape: (_node, parts) => /^ioc+$/.test(parts),
    read: async (bytes) => ({ key: await readSec1(bytes) }),
  },
  {
    source: 'openssh',
    labels: ['OPENSSH PRIVATE KEY'],
    name: 'an OpenSSH private key',
    read: async (bytes) => ({ key: readSshPrivate(bytes) }),
  },
];

const formsByLabel: ReadonlyMap<string, KeyForm> = new Map(
  keyForms.flatMap((form) => form.labels.map((label) => [label, form] as const)),
);

/** The form that a PEM label names (RFC 7468 §4). */
export const formOfLabel = (label: string): KeyForm | undefined => formsByLabel.get(label);

/** The form whose shape the octets have, whole; undefined when they are anything else. Never throws. */
export async function formOfDer(bytes: Octets): Promise<KeyForm | undefined> {
  const node = await readDer(bytes);
  if (!node || node.tag !== derTags.sequence) return undefined;
  const parts = partsOf(node);
  return keyForms.find(({ isShape }) => isShape?.(node, parts));
}

/** Whether the octets are a PKCS#12 file (RFC 7292 §4): version 3, then its content. */
export async function isPkcs12(bytes: Octets): Promise<boolean> {
  const node = await readDer(bytes);
  return /^iss?$/.test(partsOf(node)) && node?.children[0]?.octets[0] === 3 && beginsWithName(node.children[1]);
}

/** The key of a form's octets, checked and described, or why there is none. Never throws. */
export async function readForm(
  form: KeyForm,
  bytes: Octets,
  passphrase?: string,
): Promise<Key | { code: KeyProblemCode; reason: string }> {
  const { key: der, certificate } = await form.read(bytes, passphrase);
  if ('reason' in der) return der;
  const key = await keyFromJwk(der.jwk, form.source);
  // The JWK is ours: what is wrong with its members is wrong with the structure it came from.
  if ('reason' in key) return { ...key, code: key.code === 'malformed-jwk' ? 'malformed-pem' : key.code };
  return certificate ? { ...key, certificate } : key;
}
