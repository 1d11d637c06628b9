import type { Candidate } from './token-candidate';

/** One thing that was left away around a token or inside it; `label` says it to a person. */
export type Stripped = {
  kind:
    | 'bearer'
    | 'authorization-header'
    | 'cookie'
    | 'url-parameter'
    | 'quotes'
    | 'line-breaks'
    | 'blanks'
    | 'curl'
    | 'json'
    | 'percent-encoding'
    | 'text';
  label: string;
};

/** How far back to look for what a token belongs to; every pattern below ends at the token, so the work is bounded. */
const LOOK_BACK = 300;
const LOOK_BACK_IN_LINE = 4000;

const OPENING_QUOTE = /["'`\u00ab\u2018\u201a\u201c\u201e\u2039]$/;
const CLOSING_QUOTE = /^\\?["'`\u00bb\u2019\u201c\u201d\u203a]/;

/** What stands around the candidate and what was taken out of it, the outermost first; empty for a bare token. */
export function describeContext(text: string, candidate: Candidate): Stripped[] {
  const { start, end, removed } = candidate;
  const before = text.slice(Math.max(0, start - LOOK_BACK), start);
  const after = text.slice(end, end + 40);
  const stripped: Stripped[] = [];
  if (/^\s*(?:\$\s*)?curl(?:\.exe)?\s/i.test(text.slice(0, 100)))
    stripped.push({ kind: 'curl', label: 'cURL command' });
  const holder = describeHolder(text, start, before, after);
  if (holder) stripped.push(holder);
  const isQuoted = OPENING_QUOTE.test(before) && CLOSING_QUOTE.test(after);
  if (isQuoted && holder?.kind !== 'json') stripped.push({ kind: 'quotes', label: 'quotes around the token' });
  if (stripped.length === 0) {
    if (/\S/.test(before) || /\S/.test(after)) stripped.push({ kind: 'text', label: 'text around the token' });
    else if (before !== '' || after !== '') stripped.push({ kind: 'blanks', label: 'blanks around the token' });
  }
  if (removed.has('line-breaks')) stripped.push({ kind: 'line-breaks', label: 'line breaks inside the token' });
  if (removed.has('blanks')) stripped.push({ kind: 'blanks', label: 'blanks inside the token' });
  if (removed.has('percent-encoding')) stripped.push({ kind: 'percent-encoding', label: 'percent-encoding (%2E)' });
  return stripped;
}

/** The thing whose value the token is. */
function describeHolder(text: string, start: number, before: string, after: string): Stripped | undefined {
  const header = /((?:proxy-)?authorization)\\?["']?\s*[:=]\s*\\?["']?(bearer|dpop|jwt|token)\s+["']?$/i.exec(before);
  if (header) return { kind: 'authorization-header', label: `${header[1]}: ${header[2]} …` };
  const scheme = /(?:^|[^\w-])(bearer|dpop)(?:\s+|%20|\+|:\s*)["']?$/i.exec(before);
  if (scheme) return { kind: 'bearer', label: `${scheme[1]} …` };
  // A token in JSON is a member's value without quotes.
  const member = /\\?"([^"\\]{1,64})\\?"\s*:\s*(?:\\?")?$/.exec(before);
  if (member) return { kind: 'json', label: `JSON member ${member[1]}` };
  const pair = /(^|[?&#;\s"'`])([\w.[\]%-]{1,64})=["']?$/.exec(before);
  if (pair) return describePair(pair[1] ?? '', pair[2] ?? '', lineBefore(text, start), after);
  const field = /(?:^|[\s"'])([\w-]{1,40}):\s*$/.exec(before);
  if (field) return { kind: 'text', label: `${field[1]}: …` };
  if (/:\/\/\S*\/$/.test(before)) return { kind: 'text', label: 'URL' };
  return undefined;
}

function describePair(lead: string, name: string, line: string, after: string): Stripped {
  if (/^[?&#]$/.test(lead)) return { kind: 'url-parameter', label: `URL parameter ${name}` };
  const isCookie = /(?:^|[\s"'])(?:set-)?cookie["']?\s*:/i.test(line) || lead === ';' || after.startsWith(';');
  if (isCookie) return { kind: 'cookie', label: `cookie ${name}` };
  if (after.startsWith('&')) return { kind: 'url-parameter', label: `URL parameter ${name}` };
  if (/;\s*$/.test(line.slice(0, line.length - name.length - 1).trimEnd()))
    return { kind: 'cookie', label: `cookie ${name}` };
  return { kind: 'text', label: `${name}=…` };
}

function lineBefore(text: string, start: number): string {
  const from = Math.max(0, start - LOOK_BACK_IN_LINE);
  return text.slice(Math.max(from, text.lastIndexOf('\n', start - 1) + 1), start);
}
