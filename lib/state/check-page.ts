import { checks } from '../checks';
import type { CheckText, Finding, Subject } from '../checks/check';
import { liveExample } from '../checks/live-examples';
import { formatJson } from '../encoding/json-format';
import { describeDate } from '../encoding/numeric-date';
import { shownExpectations } from '../review/report-redaction';
import { auditOf } from './audit';
import { examineExample } from './live-example';
import { decryptionTitle, verdictTitle } from './verdict-words';
import { viewOf } from './view';

/** A subject of the catalogue in words, for a heading. */
const SUBJECTS: Record<Subject, string> = {
  encoding: 'The text and its segments',
  header: 'Header',
  signature: 'Signature',
  key: 'Key and key set',
  time: 'Time',
  claims: 'Claims',
  privacy: 'Privacy',
  profile: 'Profiles',
  encryption: 'Encryption',
};

/** The checks of one subject. */
export type CheckGroup = { subject: Subject; title: string; checks: readonly CheckText[] };

/** The catalogue by subject, in its own order. */
export function checkGroups(): readonly CheckGroup[] {
  const subjects = [...new Set(checks.map(({ subject }) => subject))];
  return subjects.map((subject) => ({
    subject,
    title: SUBJECTS[subject],
    checks: checks.filter((check) => check.subject === subject),
  }));
}

/** A check by its id, with those before and after it in the catalogue; undefined for an id that is none's. */
export function findCheck(id: string): { check: CheckText; before?: CheckText; after?: CheckText } | undefined {
  const index = checks.findIndex((check) => check.id === id);
  const check = checks[index];
  return check && { check, before: checks[index - 1], after: checks[index + 1] };
}

/** What there is to see in the example of a check. */
export type ShownExample = {
  verdict: string;
  /** The moment that it is judged for. */
  clock: string;
  /** What the verifier asks for. */
  expected: readonly { name: string; value: string }[];
  /** The parts as text, as far as they can be read and the beginning of what is long. */
  header?: string;
  payload?: string;
  findings: readonly Finding[];
};

/** More of a part is not shown on a page. */
const LONGEST = 1200;

/**
 * The example of a check, verified and checked, for its page.
 * @throws {Error} when the check has no example.
 */
export async function showExample(id: string): Promise<ShownExample> {
  const example = await liveExample(id);
  if (!example) throw new Error(`the check ${id} has no example`);
  const state = await examineExample(example);
  const { token, verdict, decryption } = viewOf(state);
  const { clock = state.now } = example.expectations;
  const findings = auditOf(state)?.findings.filter(({ check }) => check.id === id) ?? [];
  return {
    clock: describeDate(clock, clock)?.utc ?? '',
    expected: shownExpectations(example.expectations, { token: true, values: true }),
    verdict: decryption ? decryptionTitle(decryption) : verdictTitle(verdict),
    header: shown(token.header?.text),
    payload: shown(token.payload?.text),
    findings,
  };
}

function shown(text: string | undefined): string | undefined {
  if (!text) return undefined;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : formatJson(text).shown;
}
