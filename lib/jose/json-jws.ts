import type { JsonNode } from '../encoding/json-node';
import type { Steps } from '../encoding/steps';
import { namesOf, reportOverlap } from './header-overlap';
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
  stringOf,
} from './json-members';
import { isUnencodedBy, isWholeObject } from './segments';
import { absentPart, readHeaderObject, readStringPart, readUnencodedString, stringPartSteps } from './string-part';
import type { Part, Signer } from './token';

/** Each signature may cost a public-key operation, and nobody signs a thing that often. */
const MOST_SIGNERS = 1000;

/**
 * The parts of a JWS in JSON. `isWhole` says that it is one by its form; mistakes in single ones of several signatures do not
 * count against it, they are in `problems`.
 */
export type JsonJws = { payload: Part; signers: Signer[]; isWhole: boolean };

type SignerReading = { signer: Signer; isSound: boolean };

/**
 * Reads a JWS in general or flattened JSON serialization (RFC 7515 §7.2), in steps. Never throws; see the reading's
 * problems.
 */
export function* jsonJwsSteps(reading: JsonReading, members: Members): Steps<JsonJws> {
  const isGeneral = members.byName.has('signatures');
  if (isGeneral) reportBeside(reading, members, 'signature', 'signatures');
  reportBeside(reading, members, 'ciphertext', isGeneral ? 'signatures' : 'signature');
  const payload = stringOf(reading, members, 'payload');
  const elements = isGeneral ? elementsOf(reading, members, 'signatures') : [];
  if (elements.length > MOST_SIGNERS) reportTooMany(reading, elements);
  const isSound = reading.problems.length === 0;
  const read = isGeneral
    ? elements.slice(0, MOST_SIGNERS).map((element, index) => readElement(reading, element, `signature ${index + 1}`))
    : [readSigner(reading, members)];
  const signers = read.map(({ signer }) => signer);
  const isUnencoded = readB64(reading, signers);
  const isWhole = isSound && read.some((one) => one.isSound);
  if (!payload) return { payload: absentPart('payload', endOf(members)), signers, isWhole };
  const part = isUnencoded
    ? readUnencodedString(reading.text, payload)
    : yield* stringPartSteps(reading.text, payload, 'payload', 'json-object');
  reading.parts.push(part);
  return { payload: part, signers, isWhole };
}

function reportTooMany(reading: JsonReading, elements: readonly JsonNode[]): void {
  const span = { start: elements[MOST_SIGNERS]?.start ?? 0, end: elements.at(-1)?.end ?? 0 };
  const message = `The token has ${elements.length} signatures: expected at most ${MOST_SIGNERS}; those from character ${span.start + 1} on are not read.`;
  report(reading, span, message);
}

function readElement(reading: JsonReading, element: JsonNode, label: string): SignerReading {
  if (element.kind === 'object') return readSigner(reading, membersOf(reading, element, label));
  const place = `at character ${element.start + 1} of the token`;
  const message = `${label.replace('s', 'S')}, ${place}, is ${kindInWords(element)}: expected a JSON object.`;
  report(reading, element, message);
  const header = absentPart('header', element.start);
  const signature = absentPart('signature', element.start);
  return { signer: { header, unprotected: [], signature, place: element }, isSound: false };
}

function readSigner(reading: JsonReading, members: Members): SignerReading {
  const before = reading.problems.length;
  const header = readProtected(reading, members);
  const object = objectOf(reading, members, 'header');
  const unprotected = object ? [readHeaderObject(reading.text, object)] : [];
  reading.parts.push(...unprotected);
  if (!members.byName.has('protected') && !members.byName.has('header')) {
    const { start, end } = members.object;
    const place = `the object at character ${start + 1} of the token`;
    const message = `Neither "protected" nor "header" is in ${members.label}: expected one of them, with "alg", in ${place}.`;
    report(reading, { start, end }, message);
  }
  const signature = partOf(reading, members, 'signature', 'signature', 'octets');
  reportMissing(reading, members, 'signature');
  const isSound = reading.problems.length === before && (header.encoded === '' || isWholeObject(header));
  const protectedNames = new Map([['the protected header', namesOf(header)]]);
  for (const part of unprotected) reportOverlap(reading, part, protectedNames);
  const { start, end } = members.object;
  const signer = { header, unprotected, signature: signature ?? absentPart('signature', endOf(members)) };
  return { signer: { ...signer, place: { start, end } }, isSound };
}

/** The protected header of an object; an absent part where it has none. */
export function readProtected(reading: JsonReading, members: Members): Part {
  const node = stringOf(reading, members, 'protected');
  if (node && node.value !== '') {
    const part = readStringPart(reading.text, node, 'header', 'json-object');
    reading.parts.push(part);
    return part;
  }
  if (node) {
    const message = `"protected", at character ${node.start + 1} of the token, is empty: expected a header, or no such member.`;
    report(reading, node, message);
  }
  return absentPart('header', node ? node.start + 1 : endOf(members));
}

/** The place right before an object's closing brace. */
export function endOf({ object }: Members): number {
  return Math.max(object.start, object.end - 1);
}

/** Whether the payload is unencoded. There is one payload, so all signatures must agree on it (RFC 7797 §3). */
function readB64(reading: JsonReading, signers: readonly Signer[]): boolean {
  const readable = signers.filter(({ header }) => header.encoded === '' || header.json?.root?.kind === 'object');
  const isUnencoded = readable[0] !== undefined && isUnencodedBy(readable[0].header);
  for (const { header } of readable) {
    if (isUnencodedBy(header) === isUnencoded) continue;
    const message = `"b64" in the header at character ${header.start + 1} of the token differs from that of the first signature: expected the same in all.`;
    report(reading, header, message);
  }
  return isUnencoded;
}
