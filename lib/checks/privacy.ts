import type { JsonNode } from '../encoding/json-node';
import { rfc } from '../registry/source';
import type { Check, Evidence } from './check';
import { mostEvidence, nodeEvidence } from './evidence';
import { jsonParts } from './parts';
import { cwe } from './references';
import { type Frame, limitNote, memberNameAt, pathOf, walk } from './walk';

/** Names that mean personal data wherever they stand; compared in lower case, without separators. */
const personalNames: ReadonlySet<string> = new Set([
  ...['email', 'emailaddress', 'mail', 'phonenumber', 'phone', 'telephone', 'mobile', 'mobilenumber', 'msisdn'],
  ...['givenname', 'familyname', 'middlename', 'nickname', 'firstname', 'lastname', 'surname', 'fullname'],
  ...['birthfamilyname', 'birthgivenname', 'birthmiddlename', 'alsoknownas', 'maidenname', 'displayname'],
  ...['birthdate', 'birthday', 'dateofbirth', 'dob', 'placeofbirth', 'nationality', 'nationalities', 'gender'],
  ...['streetaddress', 'postaladdress', 'homeaddress', 'postalcode', 'zipcode'],
]);

/** Names that mean a person at the top of a claims set, and anything at all deeper down. */
const topNames: ReadonlySet<string> = new Set(['name', 'address', 'upn', 'uniquename']);

// No part of the pattern can match what the next one does, so it is linear; addresses have at most 254 characters.
const emailAddress = /^[^\s@<>"]+@(?:[a-z0-9-]+\.)+[a-z]{2,24}$/i;

/** Addresses of services, which belong to no person. */
const serviceDomain = /\.(?:gserviceaccount\.com|local|internal|invalid|test)$/i;

function isEmailAddress(value: string): boolean {
  return value.length <= 254 && value.includes('@') && emailAddress.test(value) && !serviceDomain.test(value);
}

function isEmpty(node: JsonNode): boolean {
  if (node.kind === 'string') return node.value === '';
  if (node.kind === 'object') return node.members.length === 0;
  if (node.kind === 'array') return node.items.length === 0;
  return node.kind === 'literal';
}

function normalize(name: string): string {
  return name.length > 40 ? '' : name.replace(/[^a-z]/gi, '').toLowerCase();
}

/** The name under which a value stands, and whether at the top; in a disclosure the second item names the third. */
function nameAt(frame: Frame | undefined, part: string): { name: string; top: boolean } | undefined {
  if (!frame) return undefined;
  const name = memberNameAt(frame);
  if (name !== undefined) return { name, top: frame.above === undefined };
  if (part !== 'disclosure' || frame.at !== 2 || frame.above || frame.node.kind !== 'array') return undefined;
  const second = frame.node.items[1];
  return second?.kind === 'string' ? { name: second.value, top: true } : undefined;
}

/** Whether names mean personal data, each looked at once: in a long list of people they come again and again. */
function nameJudge(): (found: { name: string; top: boolean }) => boolean {
  const known = new Map<string, 'anywhere' | 'top' | 'never'>();
  return ({ name, top }) => {
    let where = known.get(name);
    if (where === undefined) {
      const plain = normalize(name);
      where = personalNames.has(plain) ? 'anywhere' : topNames.has(plain) ? 'top' : 'never';
      known.set(name, where);
    }
    return where === 'anywhere' || (top && where === 'top');
  };
}

/**
 * Names, addresses, telephone numbers in the clear: `{"email": "ada@example.com"}`. Ordinary in an ID token, whose point
 * they are; a matter of judgement everywhere else. Names that mean something else here are false positives.
 */
const personalData = {
  id: 'personal-data',
  subject: 'privacy',
  severity: 'medium',
  title: 'Personal data in the clear',
  why: 'A signed token is not encrypted: whoever sees it, in a log, a proxy or a browser, reads what it says about the person.',
  fix: 'Leave out what receivers do not need, let them ask for it by "sub", or encrypt the token.',
  references: [rfc(7519, '12'), cwe(359)],
  find({ token }) {
    const evidence: Evidence[] = [];
    const names = new Set<string>();
    let count = 0;
    let complete = true;
    const isPersonalName = nameJudge();
    for (const { part, root } of jsonParts(token)) {
      // What the header says is about keys and types.
      if (part.name === 'header') continue;
      const seen = walk(root, (node, frame) => {
        if (isEmpty(node)) return;
        const found = node.kind === 'number' ? undefined : nameAt(frame, part.name);
        const isAddress = node.kind === 'string' && isEmailAddress(node.value);
        if (!isAddress && !(found && isPersonalName(found))) return;
        count += 1;
        if (evidence.length === mostEvidence) return;
        const path = pathOf(frame);
        names.add(found?.name ?? String(path[path.length - 2] ?? ''));
        evidence.push(nodeEvidence(part, node, path));
      });
      complete &&= seen;
    }
    if (count === 0) return [];
    const listed = [...names]
      .filter((name) => name !== '')
      .map((name) => (name.length > 40 ? `${name.slice(0, 40)}…` : name));
    const what = listed.length > 0 ? listed.join(', ') : 'an e-mail address';
    const more = count > evidence.length ? `, and ${count - evidence.length} more places` : '';
    return [{ message: `Readable by anyone who sees the token: ${what}${more}.${limitNote(complete)}`, evidence }];
  },
} as const satisfies Check;

/** Checks of what the readable parts give away. */
export const privacyChecks = [personalData] as const;
