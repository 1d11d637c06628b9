import type { JsonNode } from '../encoding/json-node';
import { namesOf, reportOverlap } from './header-overlap';
import { endOf, readProtected } from './json-jws';
import {
  elementsOf,
  type JsonReading,
  kindInWords,
  type Members,
  membersOf,
  objectOf,
  partOf,
  report,
  reportBeside,
  reportMissing,
} from './json-members';
import { isWholeObject } from './segments';
import { absentPart, readHeaderObject } from './string-part';
import type { JweToken, Part, Recipient } from './token';

/** Each recipient may cost a private-key operation, and nobody writes to so many at once. */
const MOST_RECIPIENTS = 1000;

/** The parts of a JWE in JSON; `isWhole` says that it is one by its form, mistakes in single ones of several recipients aside. */
export type JsonJwe = Pick<
  JweToken,
  'header' | 'unprotected' | 'recipients' | 'initializationVector' | 'ciphertext' | 'authenticationTag' | 'aad'
> & { isWhole: boolean };

type Shared = { header: Part; unprotected: readonly Part[]; hasHeader: boolean };
type RecipientReading = { recipient: Recipient; isSound: boolean };

/** Reads a JWE in general or flattened JSON serialization (RFC 7516 §7.2). Never throws; see the reading's problems. */
export function readJsonJwe(reading: JsonReading, members: Members): JsonJwe {
  const isGeneral = members.byName.has('recipients');
  const header = readProtected(reading, members);
  const object = objectOf(reading, members, 'unprotected');
  const unprotected = object ? [readHeaderObject(reading.text, object)] : [];
  reading.parts.push(...unprotected);
  const octets = (member: string, name: Part['name']) => partOf(reading, members, member, name, 'octets');
  const initializationVector =
    octets('iv', 'initialization-vector') ?? absentPart('initialization-vector', endOf(members));
  const ciphertext = octets('ciphertext', 'ciphertext') ?? absentPart('ciphertext', endOf(members));
  const authenticationTag = octets('tag', 'authentication-tag') ?? absentPart('authentication-tag', endOf(members));
  const aad = octets('aad', 'aad');
  reportMissing(reading, members, 'ciphertext');
  reportEmpty(reading, members, ['iv', 'tag', 'aad']);
  const elements = isGeneral ? elementsOf(reading, members, 'recipients') : [];
  if (isGeneral) for (const name of ['header', 'encrypted_key']) reportBeside(reading, members, name, 'recipients');
  if (elements.length > MOST_RECIPIENTS) reportTooMany(reading, elements);
  const isSound = reading.problems.length === 0 && (header.encoded === '' || isWholeObject(header));
  for (const part of unprotected) reportOverlap(reading, part, new Map([['the protected header', namesOf(header)]]));
  const readRecipient = recipientReader(reading, { header, unprotected, hasHeader: hasHeader(members) });
  const read = isGeneral
    ? elements.slice(0, MOST_RECIPIENTS).map((element, index) => readRecipient(element, `recipient ${index + 1}`))
    : [readRecipient(members.object, 'the token', members)];
  const recipients = read.map(({ recipient }) => recipient);
  return {
    header,
    unprotected: [...unprotected, ...(recipients[0]?.unprotected ?? [])],
    recipients,
    initializationVector,
    ciphertext,
    authenticationTag,
    aad,
    isWhole: isSound && read.some((one) => one.isSound),
  };
}

/** What is empty has to be left out (RFC 7516 §7.2.1); the ciphertext alone may be empty and is always there. */
function reportEmpty(reading: JsonReading, { byName }: Members, names: readonly string[]): void {
  for (const name of names) {
    const value = byName.get(name)?.value;
    if (value?.kind !== 'string' || value.value !== '') continue;
    const message = `"${name}", at character ${value.start + 1} of the token, is empty: expected some octets, or no such member.`;
    report(reading, value, message);
  }
}

function hasHeader({ byName }: Members): boolean {
  return byName.has('protected') || byName.has('unprotected');
}

function reportTooMany(reading: JsonReading, elements: readonly JsonNode[]): void {
  const span = { start: elements[MOST_RECIPIENTS]?.start ?? 0, end: elements.at(-1)?.end ?? 0 };
  const message = `The token has ${elements.length} recipients: expected at most ${MOST_RECIPIENTS}; those from character ${span.start + 1} on are not read.`;
  report(reading, span, message);
}

/** Reads recipients, each against the headers that all of them share. */
function recipientReader(reading: JsonReading, shared: Shared) {
  const sharedNames = new Map([
    ['the protected header', namesOf(shared.header)],
    ['the shared unprotected header', new Set(shared.unprotected.flatMap((part) => [...namesOf(part)]))],
  ]);
  return (element: JsonNode, label: string, known?: Members): RecipientReading => {
    if (element.kind !== 'object') {
      const place = `at character ${element.start + 1} of the token`;
      const message = `${label.replace('r', 'R')}, ${place}, is ${kindInWords(element)}: expected a JSON object.`;
      report(reading, element, message);
      const encryptedKey = absentPart('encrypted-key', element.start);
      return { recipient: { unprotected: [], encryptedKey, place: element }, isSound: false };
    }
    const before = reading.problems.length;
    const members = known ?? membersOf(reading, element, label);
    const object = objectOf(reading, members, 'header');
    const unprotected = object ? [readHeaderObject(reading.text, object)] : [];
    reading.parts.push(...unprotected);
    const encryptedKey = partOf(reading, members, 'encrypted_key', 'encrypted-key', 'octets');
    reportEmpty(reading, members, ['encrypted_key']);
    const { start, end } = element;
    if (!shared.hasHeader && !members.byName.has('header')) {
      const place = `at character ${start + 1} of the token`;
      const message = `There is no header for ${label}, ${place}: expected "protected", "unprotected" or "header", with "alg" and "enc".`;
      report(reading, { start, end }, message);
    }
    const isSound = reading.problems.length === before;
    for (const part of unprotected) reportOverlap(reading, part, sharedNames);
    const recipient = { unprotected, encryptedKey: encryptedKey ?? absentPart('encrypted-key', endOf(members)) };
    return { recipient: { ...recipient, place: { start, end } }, isSound };
  };
}
