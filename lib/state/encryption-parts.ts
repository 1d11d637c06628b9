import { headerValue, withRecipient } from '../jose/parse-token';
import type { JweToken, Part, Recipient, Token } from '../jose/token';
import { findKeyManagement } from '../registry/key-management';
import type { View } from './view';

/** One part of an encrypted token, as it is listed. */
export type EncryptionPart = {
  id: string;
  title: string;
  part: Part;
  /** What it is for, in one sentence. */
  purpose: string;
  /** Of several recipients: the algorithm, the kid, and whether it is the one that was opened. */
  recipient?: { alg: string; kid: string | undefined; isOpened: boolean };
};

/** The parts of an encrypted token in the order of RFC 7516 §3; none for any other token. */
export function encryptionParts({ token, decryption }: Pick<View, 'token' | 'decryption'>): EncryptionPart[] {
  if (token.kind !== 'jwe') return [];
  const opened = decryption?.kind === 'decrypted' ? decryption.recipient : undefined;
  const own = token.recipients.flatMap(({ unprotected }) => unprotected);
  // A header that belongs to no recipient is the one that all share.
  const [shared] = token.parts.filter((part) => part.name === 'unprotected-header' && !own.includes(part));
  const isCompressed = headerValue(token, 'zip') !== undefined;
  return [
    ...row('header', 'Header', token.header, 'Names the algorithms; all can read it.'),
    ...row('shared', 'Shared header', shared, 'More of the header, not guarded.'),
    ...token.recipients.flatMap((recipient, index) => recipientRows(token, recipient, index, opened)),
    ...row('iv', 'Initialization vector', token.initializationVector, 'Used once, so equal payloads differ.'),
    ...row(
      'ciphertext',
      'Ciphertext',
      token.ciphertext,
      `The payload, ${isCompressed ? 'compressed and then ' : ''}encrypted.`,
    ),
    ...row('aad', 'Additional authenticated data', token.aad, 'Further data that the tag guards.'),
    ...row('tag', 'Authentication tag', token.authenticationTag, 'Shows whether a part was changed.'),
  ];
}

function row(id: string, title: string, part: Part | undefined, purpose: string): EncryptionPart[] {
  return part ? [{ id, title, part, purpose }] : [];
}

function recipientRows(token: JweToken, one: Recipient, index: number, opened: number | undefined): EncryptionPart[] {
  const isOnly = token.recipients.length === 1;
  const count = isOnly ? '' : ` ${index + 1} of ${token.recipients.length}`;
  const seen = withRecipient(token, index);
  const alg = stringIn(seen, 'alg') ?? 'no alg';
  const recipient = isOnly ? {} : { recipient: { alg, kid: stringIn(seen, 'kid'), isOpened: opened === index } };
  return [
    ...one.unprotected.flatMap((part, at) =>
      row(
        `own-${index}-${at}`,
        isOnly ? 'Unprotected header' : `Header${count}`,
        part,
        'More of the header, not guarded.',
      ),
    ),
    ...row(`key-${index}`, `Encrypted key${count}`, one.encryptedKey, keyPurpose(alg)).map((listed) => {
      return { ...listed, ...recipient };
    }),
  ];
}

function stringIn(token: Token, name: string): string | undefined {
  const value = headerValue(token, name);
  return value?.kind === 'string' ? value.value : undefined;
}

/** With `dir` and plain `ECDH-ES` nothing travels: both sides have the content key (RFC 7518 §4.5, §4.6). */
function keyPurpose(alg: string): string {
  const row = findKeyManagement(alg);
  if (row?.family === 'dir') return 'Empty: the secret is the content key.';
  if (row && !row.hasEncryptedKey) return 'Empty: both sides derive the key.';
  return 'The content key, encrypted.';
}
