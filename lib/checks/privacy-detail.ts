import type { Token } from '../jose/token';
import { rfc } from '../registry/source';
import type { Check, Hit } from './check';
import { describeNumber } from './personal-numbers';
import { scan } from './privacy-scan';
import { cwe } from './references';

/** Names of government numbers: whatever stands there is one. */
const governmentNames: ReadonlySet<string> = new Set([
  ...[
    'ssn',
    'socialsecuritynumber',
    'socialsecurity',
    'nationalid',
    'nationalidnumber',
    'nationalnumber',
    'nin',
    'nino',
  ],
  ...['passportnumber', 'passportno', 'driverslicense', 'driverlicensenumber', 'taxid', 'taxnumber', 'steuerid'],
  ...['personalidentificationnumber', 'personnummer', 'cpf', 'aadhaar', 'aadhaarnumber', 'codicefiscale', 'bsn', 'cnp'],
]);

/** Names by which a card’s number goes. */
const cardNames: ReadonlySet<string> = new Set([
  ...['cardnumber', 'creditcard', 'creditcardnumber', 'card', 'pan', 'cardno', 'paymentcard', 'accountnumber', 'iban'],
]);

/** Names of things that are long numbers by nature, and no card’s: ids, times, counts. */
const idNames = /(?:^|id|ids|key|hash|nonce|time|at|date|version|serial|token|sub|jti|sid)$/;

/**
 * The number of a card, a bank account or a person: `{"card": "4111 1111 1111 1111"}`. Card and account numbers are told by
 * their check digits, so that other numbers match once in some hundreds; ids are left alone.
 */
const nationalOrCardNumber = {
  id: 'national-or-card-number',
  subject: 'privacy',
  severity: 'high',
  title: 'Card, account or government number',
  why: 'Such numbers are what is needed to act in a person’s name, and the token shows them to everyone who sees it.',
  fix: 'Leave the number out; pass a reference that only the receiver can look up.',
  references: [rfc(7519, '12'), cwe(359)],
  find({ token }) {
    const found = scan(
      token,
      ({ node, plain, name }) => {
        if (node.kind !== 'string' && node.kind !== 'number') return undefined;
        const text = node.kind === 'string' ? node.value : node.literal;
        if (governmentNames.has(plain) && text.length >= 4 && /\d/.test(text.slice(0, 40)))
          return `a government number in "${name}"`;
        const isCard = cardNames.has(plain);
        if (!isCard && (node.kind === 'number' || idNames.test(plain))) return undefined;
        const words = describeNumber(text);
        return words && `${words} in "${name}"`;
      },
      true,
    );
    if (found.count === 0) return [];
    return [
      {
        message: `Readable by anyone who sees the token: ${found.labels.slice(0, 5).join(', ')}.${found.note}`,
        evidence: found.evidence,
      },
    ];
  },
} as const satisfies Check;

/** Addresses and names that mean something inside a network only, places in a file system, and traces of a program. */
const details: readonly { words: string; pattern: RegExp }[] = [
  {
    words: 'a private IP address',
    pattern:
      /(?:^|[/@\s:])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|127\.0\.0\.\d{1,3})(?:$|[:/\s])/,
  },
  {
    words: 'an internal host name',
    pattern:
      /(?:^|[/@])(?:localhost|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.(?:local|internal|corp|lan|intranet|svc|home\.arpa))(?:$|[:/])/i,
  },
  {
    words: 'a path of a file system',
    pattern: /^(?:\/(?:home|var|etc|usr|opt|srv|root|Users|tmp|mnt)\/[\w.-]|[A-Z]:\\[\w.-])/,
  },
  {
    words: 'a trace of a program',
    pattern:
      /\bat [\w$.<>]{1,100} ?\([^)\n]{1,200}:\d+(?::\d+)?\)|Traceback \(most recent call last\)|\bException in thread\b/,
  },
];

/**
 * What an attacker likes to know of the inside: `{"server": "10.1.2.3"}`, a path, a stack trace. A false positive where the
 * name is known to everyone anyway.
 */
const internalDetail = {
  id: 'internal-detail',
  subject: 'privacy',
  severity: 'low',
  title: 'Detail of the inside',
  why: 'Addresses, host names and paths say how a network is built: of no use to the receiver, and of some to an attacker.',
  fix: 'Leave them out, or name things by ids that mean nothing outside.',
  references: [cwe(497), cwe(200)],
  find({ token }) {
    const found = scan(token, ({ node, name }) => {
      if (node.kind !== 'string' || node.value.length < 5) return undefined;
      const begin = node.value.slice(0, 2000);
      if (!/[.:/\\(]/.test(begin)) return undefined;
      const detail = details.find(({ pattern }) => pattern.test(begin));
      return detail && `${detail.words} in "${name}"`;
    });
    if (found.count === 0) return [];
    return [
      { message: `The claims hold ${found.labels.slice(0, 5).join(', ')}.${found.note}`, evidence: found.evidence },
    ];
  },
} as const satisfies Check;

/** What data protection law sets apart (GDPR Art. 9 and 10), by the names that are in use for it. */
const sensitiveNames: ReadonlySet<string> = new Set([
  ...['religion', 'religiousbelief', 'religiousaffiliation', 'denomination', 'ethnicity', 'ethnicgroup', 'race'],
  ...['sexualorientation', 'genderidentity', 'politicalopinion', 'politicalparty', 'politicalaffiliation'],
  ...['unionmembership', 'tradeunion', 'tradeunionmember', 'healthstatus', 'medicalhistory', 'medicalrecord'],
  ...['diagnosis', 'diagnoses', 'disability', 'disabilities', 'bloodtype', 'bloodgroup', 'allergies', 'medication'],
  ...['medications', 'vaccinationstatus', 'hivstatus', 'pregnant', 'pregnancy', 'geneticdata', 'dna', 'genome'],
  ...['biometric', 'biometrics', 'biometricdata', 'faceimage', 'facetemplate', 'fingerprinttemplate', 'irisscan'],
  ...['criminalrecord', 'convictions', 'criminalconvictions'],
]);

function sensitive(token: Token): Hit[] {
  const found = scan(token, ({ plain, name }) => (sensitiveNames.has(plain) ? `"${name}"` : undefined), true);
  if (found.count === 0) return [];
  return [
    {
      message: `Readable by anyone who sees the token: ${found.labels.slice(0, 5).join(', ')}.${found.note}`,
      evidence: found.evidence,
    },
  ];
}

/** Health, belief, descent and the like: `{"religion": "…"}`. A false positive where the name means something else. */
const sensitiveCategory = {
  id: 'sensitive-category',
  subject: 'privacy',
  severity: 'high',
  title: 'Data of a protected kind',
  why: 'Data protection law forbids most uses of such data. In a token it is copied into every log and proxy on the way.',
  fix: 'Leave it out, or encrypt the token for the one receiver that may know.',
  references: [rfc(7519, '12'), cwe(359)],
  find: ({ token }) => sensitive(token),
} as const satisfies Check;

/** Checks of numbers, inner details and protected data in the readable parts. */
export const privacyDetailChecks = [nationalOrCardNumber, internalDetail, sensitiveCategory] as const;
