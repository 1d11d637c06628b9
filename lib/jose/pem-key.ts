import { type PemBlock, readPem } from '../encoding/pem';
import type { CertificateFacts, Key, KeyProblemCode, KeyReading } from './key';
import { formOfLabel, readForm } from './key-forms';

/** Labels of PEM blocks that look like keys and are not read, and what they are called. */
const otherForms: ReadonlyMap<string, string> = new Map([
  ['DSA PRIVATE KEY', 'a DSA private key'],
  ['CERTIFICATE REQUEST', 'a certificate request'],
  ['NEW CERTIFICATE REQUEST', 'a certificate request'],
  ['PKCS12', 'a PKCS#12 file (.p12, .pfx)'],
  ['PGP PUBLIC KEY BLOCK', 'an OpenPGP public key'],
  ['PGP PRIVATE KEY BLOCK', 'an OpenPGP private key'],
]);

/** More certificates than any chain has; the rest is not read. */
const longestChain = 20;

/**
 * A text whose escapes of JSON and environment files (`\n`, `\\n`, `\/`) are turned into what they mean, with blanks so
 * that every offset stays as it was.
 */
const unescaped = (text: string): string =>
  text
    .replace(/\\{1,4}[nrt]/g, (found) => '\n'.padEnd(found.length))
    .replace(/\\{1,4}\//g, (found) => '/'.padStart(found.length));

/**
 * The key of a PEM text: of the first block that holds one; parameters before a key are passed over. Of several
 * certificates the leaf is taken, which is the first that did not issue another, and the others are listed with it.
 * Never throws.
 */
export async function keyFromPem(text: string, passphrase?: string): Promise<KeyReading> {
  const { blocks, problem } = readPem(unescaped(text));
  const block = blocks.find(({ label }) => formOfLabel(label) || otherForms.has(label)) ?? blocks[0];
  if (!block) {
    const reason = problem?.message ?? 'The PEM text has no complete block.';
    return { kind: 'unreadable', code: 'malformed-pem', reason, problems: problem && [problem] };
  }
  const form = formOfLabel(block.label);
  if (!form) {
    const what = otherForms.get(block.label) ?? `a PEM block of the type "${block.label}"`;
    return unreadable('unsupported-key', `This is ${what}, which is not read here.`, block);
  }
  if (block.headers?.includes('ENCRYPTED')) {
    const reason =
      'The key is encrypted in OpenSSL\'s old way ("DEK-Info"), which is not supported here; "openssl pkcs8 -topk8" turns it into PKCS#8, which is.';
    return unreadable('unsupported-key', reason, block);
  }
  const key = await readForm(form, block.bytes, passphrase);
  if (form.source === 'certificate') return leafOf(key, block, blocks);
  return 'reason' in key ? unreadable(key.code, key.reason, block) : { kind: 'key', key };
}

type Certified = Key & { certificate: CertificateFacts };

async function leafOf(
  first: Awaited<ReturnType<typeof readForm>>,
  block: PemBlock,
  blocks: readonly PemBlock[],
): Promise<KeyReading> {
  if ('reason' in first) return unreadable(first.code, first.reason, block);
  const others = blocks.flatMap((other) => {
    const form = formOfLabel(other.label);
    return other !== block && form?.source === 'certificate' ? [readForm(form, other.bytes)] : [];
  });
  const keys = [first, ...(await Promise.all(others.slice(0, longestChain)))].filter(
    (key): key is Certified => 'certificate' in key,
  );
  const isIssuer = (key: Certified) =>
    keys.some((other) => other !== key && other.certificate.issuer === key.certificate.subject);
  const leaf = keys.find((key) => !isIssuer(key)) ?? first;
  const chain = keys.filter((key) => key !== leaf).map(({ certificate }) => certificate);
  return { kind: 'key', key: chain.length > 0 ? { ...leaf, chain } : leaf };
}

const unreadable = (code: KeyProblemCode, reason: string, { start, end }: PemBlock): KeyReading => ({
  kind: 'unreadable',
  code,
  reason,
  problems: [{ start, end, message: reason }],
});
