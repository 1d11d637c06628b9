import { type PemBlock, readPem } from '../encoding/pem';
import { readCertificate } from './certificate';
import type { DerKey } from './der-key';
import { readPkcs8, readSpki } from './der-key';
import { keyFromJwk } from './jwk';
import type { Key, KeyProblemCode, KeyReading, KeySource } from './key';

/** Labels of PEM blocks that hold keys in forms that are not read yet, and what they are called. */
const laterForms: ReadonlyMap<string, string> = new Map([
  ['RSA PRIVATE KEY', 'an RSA private key in PKCS#1 form'],
  ['RSA PUBLIC KEY', 'an RSA public key in PKCS#1 form'],
  ['EC PRIVATE KEY', 'an EC private key in SEC 1 form'],
  ['ENCRYPTED PRIVATE KEY', 'an encrypted private key (PKCS#8)'],
  ['OPENSSH PRIVATE KEY', 'a private key in OpenSSH form'],
  ['DSA PRIVATE KEY', 'a DSA private key'],
  ['CERTIFICATE REQUEST', 'a certificate request'],
  ['PGP PUBLIC KEY BLOCK', 'an OpenPGP public key'],
  ['PGP PRIVATE KEY BLOCK', 'an OpenPGP private key'],
]);

type PemForm = { source: KeySource; read: (block: PemBlock) => Promise<{ key: DerKey } & Pick<Key, 'certificate'>> };

const certificateForm: PemForm = { source: 'certificate', read: ({ bytes }) => readCertificate(bytes) };

/** Labels that are read (RFC 7468 §5, §10, §13; the last two are older spellings of a certificate). */
const forms: ReadonlyMap<string, PemForm> = new Map([
  ['PUBLIC KEY', { source: 'spki', read: async ({ bytes }) => ({ key: await readSpki(bytes) }) }],
  ['PRIVATE KEY', { source: 'pkcs8', read: async ({ bytes }) => ({ key: await readPkcs8(bytes) }) }],
  ['CERTIFICATE', certificateForm],
  ['X509 CERTIFICATE', certificateForm],
  ['TRUSTED CERTIFICATE', certificateForm],
]);

/**
 * The key of a PEM text: of the first block that holds one (of a chain, the first certificate, which is the leaf by
 * custom; parameters before a key are passed over). Never throws.
 */
export const keyFromPem = async (text: string): Promise<KeyReading> => {
  // Environment files and JSON write a line break as \n; two characters for two keeps every offset as it was.
  const { blocks, problem } = readPem(text.replace(/\\n/g, '\n ').replace(/\\r/g, '  '));
  const block = blocks.find(({ label }) => forms.has(label) || laterForms.has(label)) ?? blocks[0];
  if (!block) {
    const reason = problem?.message ?? 'The PEM text has no complete block.';
    return { kind: 'unreadable', code: 'malformed-pem', reason, problems: problem && [problem] };
  }
  const form = forms.get(block.label);
  if (!form) {
    const what = laterForms.get(block.label) ?? `a PEM block of the type "${block.label}"`;
    return unreadable('unsupported-key', `This is ${what}, which is not supported here yet.`, block);
  }
  const { key: der, certificate } = await form.read(block);
  if ('reason' in der) return unreadable(der.code, der.reason, block);
  const key = await keyFromJwk(der.jwk, form.source);
  if ('reason' in key) return unreadable(key.code, key.reason, block);
  return { kind: 'key', key: certificate ? { ...key, certificate } : key };
};

const unreadable = (code: KeyProblemCode, reason: string, { start, end }: PemBlock): KeyReading => ({
  kind: 'unreadable',
  // Inside a PEM block the JWK is ours: what is wrong with its members is wrong with the structure it came from.
  code: code === 'unsupported-key' ? code : 'malformed-pem',
  reason,
  problems: [{ start, end, message: reason }],
});
