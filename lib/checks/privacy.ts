import type { JsonNode } from '../encoding/json-node';
import { rfc } from '../registry/source';
import type { Check, Evidence } from './check';
import { mostEvidence, nodeEvidence } from './evidence';
import { jsonParts } from './parts';
import { cwe } from './references';
import { limitNote, pathOf, type Step, walk } from './walk';

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

/** The name under which a value stands: its own, or that of the array it is an item of; in a disclosure the second item. */
function nameOf(step: Step, part: string): { name: string; top: boolean } | undefined {
  const { above } = step;
  if (step.member) return { name: step.member.name, top: above !== undefined && above.above === undefined };
  if (part !== 'disclosure' || step.index !== 2 || above?.above || above?.node.kind !== 'array') return undefined;
  const name = above.node.items[1];
  return name?.kind === 'string' ? { name: name.value, top: true } : undefined;
}

function isPersonal(step: Step, part: string): boolean {
  if (isEmpty(step.node)) return false;
  if (step.node.kind === 'string' && isEmailAddress(step.node.value)) return true;
  const found = nameOf(step, part);
  if (!found || step.node.kind === 'number') return false;
  const name = normalize(found.name);
  return personalNames.has(name) || (found.top && topNames.has(name));
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
    for (const { part, root } of jsonParts(token)) {
      // What the header says is about keys and types.
      if (part.name === 'header') continue;
      const seen = walk(root, (step) => {
        if (!isPersonal(step, part.name)) return;
        count += 1;
        const path = pathOf(step);
        if (names.size < mostEvidence) names.add(nameOf(step, part.name)?.name ?? String(path[path.length - 2] ?? ''));
        if (evidence.length < mostEvidence) evidence.push(nodeEvidence(part, step.node, path));
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
