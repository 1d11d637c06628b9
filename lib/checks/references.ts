import { publication } from '../registry/source';
import type { Reference } from './check';

/** A weakness in the Common Weakness Enumeration. */
export function cwe(number: number): Reference {
  return { label: `CWE-${number}`, url: `https://cwe.mitre.org/data/definitions/${number}.html` };
}

/** A published vulnerability, by year and number: `cve('2018-0114')`. */
export function cve(id: string): Reference {
  return { label: `CVE-${id}`, url: `https://www.cve.org/CVERecord?id=CVE-${id}` };
}

/** A practice of the draft that is to replace RFC 8725, by its section. */
export function bestPractice(section: string): Reference {
  return publication(
    `draft-ietf-oauth-rfc8725bis §${section}`,
    `https://datatracker.ietf.org/doc/html/draft-ietf-oauth-rfc8725bis#section-${section}`,
  );
}
