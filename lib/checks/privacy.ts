import { rfc } from '../registry/source';
import type { Check } from './check';
import { mostEvidence } from './evidence';
import { type NamedValue, scan } from './privacy-scan';
import { cwe } from './references';

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

/** Whether a value is of a person: by its name, or by being an e-mail address. */
function isPersonal({ node, plain, top }: NamedValue): boolean {
  if (node.kind === 'string' && isEmailAddress(node.value)) return true;
  return node.kind !== 'number' && (personalNames.has(plain) || (top && topNames.has(plain)));
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
    const found = scan(token, (value) => (isPersonal(value) ? value.name : undefined));
    const { evidence, count, note } = found;
    if (count === 0) return [];
    const listed = found.labels
      .filter((name) => name !== '')
      .map((name) => (name.length > 40 ? `${name.slice(0, 40)}…` : name));
    const what = listed.length > 0 ? listed.slice(0, mostEvidence).join(', ') : 'an e-mail address';
    const more = count > evidence.length ? `, and ${count - evidence.length} more places` : '';
    return [{ message: `Readable by anyone who sees the token: ${what}${more}.${note}`, evidence }];
  },
} as const satisfies Check;

/** Checks of what the readable parts give away. */
export const privacyChecks = [personalData] as const;
