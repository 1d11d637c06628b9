import type { Reference } from './check';

/** A weakness in the Common Weakness Enumeration. */
export function cwe(number: number): Reference {
  return { label: `CWE-${number}`, url: `https://cwe.mitre.org/data/definitions/${number}.html` };
}

/** A published vulnerability, by year and number: `cve('2018-0114')`. */
export function cve(id: string): Reference {
  return { label: `CVE-${id}`, url: `https://www.cve.org/CVERecord?id=CVE-${id}` };
}
