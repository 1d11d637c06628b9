import { readJson } from '../encoding/json';
import { setMember } from '../encoding/json-edit';
import { findMember } from '../encoding/json-query';

/** What an encryption makes anew; base64url where octets travel so, empty where they do not, and JSON texts of headers. */
export type JweJsonParts = {
  protected: string;
  iv: string;
  ciphertext: string;
  tag: string;
  /** The shared header (`unprotected`), where it has changed. */
  shared?: string;
  /** By recipient in the order of the text; `header` is its own, where it has changed. */
  recipients: readonly { encryptedKey: string; header?: string }[];
};

/**
 * The text of a JWE in JSON serialization with other parts in their places (RFC 7516 §7.2); all else of the text stays as
 * it is. A part that is empty is left out, as the standard asks.
 */
export function writeJweJson(text: string, parts: JweJsonParts): string {
  const { recipients, shared } = parts;
  let written = writeRecipients(text, recipients);
  if (shared !== undefined) written = setMember(written, 'unprotected', shared);
  for (const name of ['protected', 'iv', 'ciphertext', 'tag'] as const) {
    written = setText(written, name, parts[name]);
  }
  return written;
}

function writeRecipients(text: string, recipients: JweJsonParts['recipients']): string {
  const list = findMember(readJson(text).root, 'recipients')?.value;
  if (list?.kind !== 'array') return recipients[0] ? writeRecipient(text, recipients[0]) : text;
  let written = text;
  // From the last to the first, so that the places of those before stay true.
  for (const [index, item] of [...list.items.entries()].reverse()) {
    const recipient = recipients[index];
    if (!recipient) continue;
    const inner = writeRecipient(text.slice(item.start, item.end), recipient);
    written = written.slice(0, item.start) + inner + written.slice(item.end);
  }
  return written;
}

function writeRecipient(text: string, { encryptedKey, header }: JweJsonParts['recipients'][number]): string {
  const withKey = setText(text, 'encrypted_key', encryptedKey);
  return header === undefined ? withKey : setMember(withKey, 'header', header);
}

/** A member whose value is a string in base64url, or no member where that is empty. */
function setText(text: string, name: string, value: string): string {
  return value === '' ? removeMember(text, name) : setMember(text, name, `"${value}"`);
}

function removeMember(text: string, name: string): string {
  const { root } = readJson(text);
  const member = findMember(root, name);
  if (root?.kind !== 'object' || !member) return text;
  const at = root.members.indexOf(member);
  const [previous, next] = [root.members[at - 1], root.members[at + 1]];
  const start = previous ? previous.end : member.start;
  const end = previous || !next ? member.end : next.start;
  return text.slice(0, start) + text.slice(end);
}
