import type { JsonNode } from '../encoding/json-node';
import { describeDate } from '../encoding/numeric-date';
import { rfc } from '../registry/source';
import type { Check, Hit } from './check';
import { dateClaims, evidenceOf, isMilliseconds, written, year2100 } from './date-claims';
import { cwe } from './references';

const kindNames: Record<JsonNode['kind'], string> = {
  object: 'an object',
  array: 'an array',
  string: 'a string',
  number: 'a number',
  literal: 'true, false or null',
};

/**
 * A date that is no number: `{"exp": "1795194900"}`. Never a false positive: the type is the specification's.
 */
const nonNumericDate = {
  id: 'non-numeric-date',
  subject: 'time',
  severity: 'high',
  title: 'Date is not a number',
  why: 'Dates in a token are numbers of seconds. Faced with another type some verifiers refuse the token, and some skip the check of the date.',
  fix: 'Write the date as a JSON number of seconds since 1970, without quotes.',
  references: [rfc(7519, '2'), cwe(1287)],
  find(context) {
    return dateClaims(context)
      .filter(({ member }) => member.value.kind !== 'number')
      .map((claim) => ({
        message: `"${claim.name}" is ${kindNames[claim.member.value.kind]} where a number of seconds is due.`,
        evidence: evidenceOf(claim),
      }));
  },
} as const satisfies Check;

/**
 * A date in milliseconds: `{"exp": 1795194900000}`. Never a false positive before the year 5138.
 */
const millisecondsDate = {
  id: 'milliseconds-date',
  subject: 'time',
  severity: 'high',
  title: 'Date in milliseconds',
  why: 'Dates in a token count seconds. Read that way, this one lies tens of thousands of years ahead: an expiry that never comes.',
  fix: 'Divide by 1000 and round down: Math.floor(Date.now() / 1000) in JavaScript.',
  references: [rfc(7519, '2')],
  find(context) {
    return dateClaims(context).flatMap((claim): Hit[] => {
      const { value } = claim.member;
      if (value.kind !== 'number' || !isMilliseconds(value.value)) return [];
      const meant = describeDate(value.value / 1000, 0, { timeZone: 'UTC' });
      const message = `${written(claim)} is a date in milliseconds${meant ? `; ${meant.utc} was probably meant` : ''}.`;
      return [{ message, evidence: evidenceOf(claim) }];
    });
  },
} as const satisfies Check;

/**
 * A date that nobody means: `{"exp": 0}`, `{"exp": 1e400}`, the year 2286. Zero and negative dates are never meant;
 * far ones can be, as "never".
 */
const implausibleDate = {
  id: 'implausible-date',
  subject: 'time',
  severity: 'medium',
  title: 'Implausible date',
  why: 'A date at or before 1970 or after 2100 is most often a mistake, and libraries differ in what they make of it.',
  fix: 'Write the date as whole seconds since 1970. If "never" is meant, think again: a token should end.',
  references: [rfc(7519, '2')],
  find(context) {
    return dateClaims(context).flatMap((claim): Hit[] => {
      const { value } = claim.member;
      if (value.kind !== 'number' || isMilliseconds(value.value)) return [];
      if (value.value > 0 && value.value <= year2100) return [];
      const message = Number.isFinite(value.value)
        ? `${written(claim)} is ${value.value <= 0 ? 'not after 1970' : 'after the year 2100'}.`
        : `${written(claim)} is too large for a number in most languages and becomes infinite.`;
      return [{ message, evidence: evidenceOf(claim) }];
    });
  },
} as const satisfies Check;

/** Checks of how dates are written. */
export const dateFormChecks = [nonNumericDate, millisecondsDate, implausibleDate] as const;
