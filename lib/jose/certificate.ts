import { type DerNode, readDer } from '../encoding/der';
import { type DerKey, publicKeyOf } from './der-key';
import type { CertificateFacts } from './key';

/** Short names of attribute types in distinguished names (RFC 4514 §3; emailAddress from PKCS#9). */
const attributeNames: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.9', 'STREET'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['1.2.840.113549.1.9.1', 'emailAddress'],
]);

/** A distinguished name as people write it, in the order of the certificate: "C=DE, O=Example, CN=example.org". */
const nameText = (name: DerNode | undefined): string =>
  (name?.children ?? [])
    .flatMap((set) => set.children)
    .map(({ children: [type, value] }) => `${attributeNames.get(type?.oid ?? '') ?? type?.oid}=${value?.text ?? '?'}`)
    .join(', ');

/**
 * The public key and the facts of an X.509 certificate (RFC 5280 §4.1). Nothing is verified: not its signature, not
 * its chain, not its dates. Never throws.
 */
export async function readCertificate(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ key: DerKey; certificate?: CertificateFacts }> {
  const body = (await readDer(bytes))?.children[0]?.children ?? [];
  // The version is optional and comes first, tagged [0].
  const fields = body[0]?.tagClass === 'context' ? body.slice(1) : body;
  const [, , issuer, validity, subject, spki] = fields;
  const [notBefore, notAfter] = validity?.children ?? [];
  if (!spki || notBefore?.time === undefined || notAfter?.time === undefined) {
    return { key: { code: 'malformed-pem', reason: 'This is not a readable X.509 certificate.' } };
  }
  const certificate = {
    subject: nameText(subject),
    issuer: nameText(issuer),
    notBefore: notBefore.time,
    notAfter: notAfter.time,
  };
  return { key: await publicKeyOf(spki), certificate };
}
