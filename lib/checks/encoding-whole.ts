import { partInWords } from '../jose/part-words';
import { rfc } from '../registry/source';
import type { Check, Evidence, Hit } from './check';
import { mostEvidence, nodeEvidence, partEvidence } from './evidence';
import { jsonParts } from './parts';
import { looksLikeToken } from './token-text';
import { limitNote, pathOf, walk } from './walk';

/** Browsers keep a cookie of 4,096 octets with its name (RFC 6265 §6.1). */
const cookieLimit = 4096;
/** The commonest limit on one HTTP header field: 8 KiB in Apache, nginx and others. */
const fieldLimit = 8192;
const deepest = 32;

/** A token that was taken out of something: `Authorization: Bearer eyJ…`. Never wrong: it says what was left away. */
const pasteWrapper = {
  id: 'paste-wrapper',
  subject: 'encoding',
  severity: 'info',
  title: 'Something around the token was left away',
  why: 'What is checked here is the token alone. A program that is given the text as it was pasted may fail over what stands around it.',
  fix: 'Hand the bare token to libraries, without the scheme, quotes and line breaks.',
  references: [rfc(6750, '2.1'), rfc(7515, '7.1')],
  find({ token, stripped = [] }) {
    if (stripped.length === 0) return [];
    const listed = stripped.map(({ label }) => label).join(', ');
    return [{ message: `Left away before reading: ${listed}.`, evidence: [wholeEvidence(token.text)] }];
  },
} as const satisfies Check;

function wholeEvidence(text: string): Evidence {
  return {
    part: 'token',
    span: { start: 0, end: text.length },
    value: `${text.length.toLocaleString('en')} characters`,
  };
}

/**
 * A token that does not fit where tokens go: over 4 KB it is no cookie, over 8 KB many servers refuse the request. Also
 * JSON nested deeper than 32. Harmless for tokens that travel otherwise.
 */
const oversize = {
  id: 'oversize',
  subject: 'encoding',
  severity: 'low',
  title: 'Large token',
  why: 'Tokens travel in cookies and header fields, which have limits; what is over them is cut or refused, and every request carries it again.',
  fix: 'Leave out what receivers can ask for, such as lists of groups.',
  references: [rfc(6265, '6.1')],
  find({ token }) {
    const hits: Hit[] = [];
    const { length } = token.text;
    if (length > cookieLimit) {
      const limit = length > fieldLimit ? 'many servers refuse a header field over 8,192' : 'a cookie holds 4,096';
      const message = `This token has ${length.toLocaleString('en')} characters; ${limit}.`;
      hits.push({ message, evidence: [wholeEvidence(token.text)] });
    }
    for (const { part, root } of jsonParts(token)) {
      let depth = 0;
      walk(root, (node, frame) => {
        if (node.kind !== 'object' && node.kind !== 'array') return;
        // What is nested as deep as can be counted here is deep enough.
        for (let step = frame, at = 1; step && at <= deepest + 1; step = step.above, at += 1)
          depth = Math.max(depth, at + 1);
      });
      if (depth <= deepest) continue;
      const message = `The JSON of ${partInWords(part.name)} is nested deeper than ${deepest}.`;
      hits.push({ message, evidence: [partEvidence(part)] });
    }
    return hits;
  },
} as const satisfies Check;

/**
 * A token within the token: in a claim, or as the payload. A remark: that is how nested tokens, attestations and
 * presentations are made.
 */
const tokenInToken = {
  id: 'token-in-token',
  subject: 'encoding',
  severity: 'info',
  title: 'A token inside',
  why: 'What stands inside has a signature of its own, and the outer one says nothing of it: both have to be verified, each with its key.',
  fix: 'Open the inner token by itself and verify it as well.',
  references: [rfc(7519, '5.2'), rfc(8725, '3.3')],
  find({ token }) {
    const hits: Hit[] = [];
    if (token.payload && looksLikeToken(token.payload.text)) {
      hits.push({ message: 'The payload is itself a token.', evidence: [partEvidence(token.payload)] });
    }
    const evidence: Evidence[] = [];
    let complete = true;
    for (const { part, root } of jsonParts(token)) {
      if (part.name === 'key-binding') continue;
      const all = walk(root, (node, frame) => {
        if (node.kind !== 'string' || evidence.length === mostEvidence) return;
        if (looksLikeToken(node.value)) evidence.push(nodeEvidence(part, node, pathOf(frame)));
      });
      complete &&= all;
    }
    const [first] = evidence;
    if (!first) return hits;
    const where = first.pointer ? ` at ${first.pointer}` : '';
    const more = evidence.length > 1 ? `, and ${evidence.length - 1} more` : '';
    return [...hits, { message: `A value${where} is itself a token${more}.${limitNote(complete)}`, evidence }];
  },
} as const satisfies Check;

/** Checks of the token as a whole. */
export const encodingWholeChecks = [pasteWrapper, oversize, tokenInToken] as const;
