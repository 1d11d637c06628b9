import type { Reference } from './check';

/** A weakness in the Common Weakness Enumeration. */
export function cwe(number: number): Reference {
  return { label: `CWE-${number}`, url: `https://cwe.mitre.org/data/definitions/${number}.html` };
}

/** A published vulnerability, by year and number: `cve('2018-0114')`. */
export function cve(id: string): Reference {
  return { label: `CVE-${id}`, url: `https://www.cve.org/CVERecord?id=CVE-${id}` };
}

/** The working group's revision of the JWT best current practices (RFC 8725), a draft. */
export const bestPracticesDraft: Reference = {
  label: 'draft-ietf-oauth-rfc8725bis',
  url: 'https://datatracker.ietf.org/doc/draft-ietf-oauth-rfc8725bis/',
};
