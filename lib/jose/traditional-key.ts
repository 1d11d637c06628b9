import { derTags, readDer, writeDer, writeDerInteger, writeDerOid } from '../encoding/der';
import { type DerKey, readPkcs8, readSpki } from './der-key';
import { ecOid, rsaOid } from './key-types';

// The structures of PKCS#1 and SEC 1 are what SPKI and PKCS#8 hold inside: they are put there and read as such.

type Octets = Uint8Array<ArrayBuffer>;

const sequence = (...contents: Octets[]): Octets => writeDer(0x30, ...contents);
const rsaAlgorithm = (): Octets => sequence(writeDerOid(rsaOid), writeDer(derTags.null));

/** PrivateKeyInfo (RFC 5208 §5) around a private key of the algorithm. */
const pkcs8Around = (algorithm: Octets, key: Octets): Octets =>
  sequence(writeDerInteger(new Uint8Array(1)), algorithm, writeDer(derTags.octetString, key));

/** RSAPublicKey (RFC 8017 A.1.1), the content of `RSA PUBLIC KEY`, as a JWK. Never throws. */
export const readPkcs1Public = (bytes: Octets): Promise<DerKey> =>
  readSpki(sequence(rsaAlgorithm(), writeDer(derTags.bitString, new Uint8Array(1), bytes)));

/** RSAPrivateKey (RFC 8017 A.1.2), the content of `RSA PRIVATE KEY`, as a private JWK. Never throws. */
export const readPkcs1Private = (bytes: Octets): Promise<DerKey> => readPkcs8(pkcs8Around(rsaAlgorithm(), bytes));

/** ECPrivateKey (RFC 5915 §3), the content of `EC PRIVATE KEY`, as a private JWK. Never throws. */
export async function readSec1(bytes: Octets): Promise<DerKey> {
  const fields = (await readDer(bytes))?.children;
  if (!fields) return { code: 'malformed-pem', reason: 'This is not a readable EC private key.' };
  const curve = fields.find(({ tagClass, tag }) => tagClass === 'context' && tag === 0)?.children[0]?.oid;
  if (!curve) {
    return { code: 'unsupported-key', reason: 'The EC key does not name its curve; only named curves are supported.' };
  }
  return readPkcs8(pkcs8Around(sequence(writeDerOid(ecOid), writeDerOid(curve)), bytes));
}
