/** The headers of an answer, by name; null for one that it has not. */
export type Sent = (name: string) => string | null;

type Rule = { of: 'page' | 'script'; name: string; holds?: RegExp; without: string };

/** What a host adds to the policy that the page carries itself, and what is open where it does not. */
const rules: readonly Rule[] = [
  {
    ...{ of: 'script', name: 'Content-Security-Policy', holds: /(?:^|;)\s*connect-src 'self'\s*(?:;|$)/ },
    without: 'workers, which take their policy from this header alone, have none',
  },
  {
    ...{ of: 'page', name: 'Content-Security-Policy', holds: /(?:^|;)\s*frame-ancestors 'none'\s*(?:;|$)/ },
    without: 'another site could show this page in a frame, under something else to click on',
  },
  {
    ...{ of: 'page', name: 'Cross-Origin-Opener-Policy', holds: /^same-origin$/ },
    without: 'a page that opens this one could hold a reference to its window',
  },
  {
    ...{ of: 'page', name: 'X-Content-Type-Options', holds: /^nosniff$/ },
    without: 'the browser may take a file for something else than the host says',
  },
];

/** Each header that a host ought to send, whether it does, and what is open where it does not. */
export type HostHeader = { name: string; of: 'page' | 'script'; isSent: boolean; without: string };

/** What a host sends, by the answers to a request for the page and for one of its scripts. */
export function hostHeaders(answers: { page: Sent; script: Sent }): HostHeader[] {
  return rules.map(({ of, name, holds, without }) => {
    const value = answers[of](name);
    return { name, of, isSent: value !== null && (holds?.test(value) ?? true), without };
  });
}
