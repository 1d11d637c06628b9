import { encodeBase64, encodeBase64url } from '../../encoding/base64url';
import { setMember } from '../../encoding/json-edit';
import { findMember } from '../../encoding/json-query';
import { encodeUtf8 } from '../../encoding/utf8';
import { claimValue, parseToken } from '../../jose/parse-token';
import type { DoctorRule } from '../diagnosis';
import { choiceFor, jwksOf, type Question, questionOf } from '../patient';
import { withParts } from '../replaced-parts';

/** What home-made signers sign instead of `header.payload` in base64url, and how that is said. */
function* otherInputs({ header, payload }: Question): Iterable<{ input: string; what: string }> {
  const padded = (encoded: string) => encoded.padEnd(Math.ceil(encoded.length / 4) * 4, '=');
  const [headerText = '', payloadText = ''] = [header.text, payload.text];
  yield { input: `${padded(header.encoded)}.${padded(payload.encoded)}`, what: 'header and payload with padding' };
  yield {
    input: `${encodeBase64(header.bytes)}.${encodeBase64(payload.bytes)}`,
    what: 'header and payload in standard Base64',
  };
  yield { input: `${headerText}.${payloadText}`, what: 'the JSON of header and payload' };
  yield {
    input: `${header.encoded}.${payloadText}`,
    what: 'the payload as it is, not in Base64URL (the way of RFC 7797)',
  };
  yield { input: payload.encoded, what: 'the payload alone' };
  yield { input: payloadText, what: 'the JSON of the payload alone' };
  yield { input: `${header.encoded}${payload.encoded}`, what: 'header and payload without the dot' };
  yield { input: `${header.encoded}.${payload.encoded}.`, what: 'header and payload with a dot behind them' };
}

/** A signer that does not sign what RFC 7515 §5.1 says. A text with padding is looked at without it. */
const signingInput = {
  id: 'signing-input',
  title: 'Something else was signed',
  tries: 'other octets that may have been signed',
  appliesTo: ({ row, jwks }) => row !== undefined && jwks.length > 0,
  async find({ text, key }, trials) {
    const token = parseToken(
      text
        .replace(/(?<!=)=+(?=\.|$)/g, '')
        .replace(/\+/g, '-')
        .replace(/\//g, '_'),
    );
    const question = questionOf(token);
    if (!question) return undefined;
    const { row, signature } = question;
    for (const { input, what } of otherInputs(question)) {
      if (!(await trials.findKey(row, jwksOf(choiceFor(token, key)), encodeUtf8(input), signature.bytes))) continue;
      return {
        proof: true,
        message: `The signature is over ${what}.`,
        fix: 'Let the signer sign the ASCII of BASE64URL(header).BASE64URL(payload), as they stand in the token (RFC 7515 §5.1).',
      };
    }
    return undefined;
  },
} as const satisfies DoctorRule;

/** The application id and the address of Microsoft Graph, as they stand in "aud". */
const graph = /^(?:00000003-0000-0000-c000-000000000000|https:\/\/graph\.microsoft\.com\/?)$/;

/** Microsoft signs tokens for its own services with the SHA-256 of the nonce in the header, and sends the nonce itself. */
const graphNonce = {
  id: 'hashed-nonce',
  title: 'The header’s nonce was hashed before signing',
  tries: 'the header with its nonce hashed',
  appliesTo: ({ question }) => question !== undefined && findMember(question.root, 'nonce')?.value.kind === 'string',
  async find({ question, token, text, jwks }, trials) {
    const nonce = question && findMember(question.root, 'nonce')?.value;
    if (!question || nonce?.kind !== 'string') return undefined;
    const { row, header, payload, signature } = question;
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', encodeUtf8(nonce.value)));
    const hashed = setMember(header.text ?? '', 'nonce', JSON.stringify(encodeBase64url(hash)));
    const encoded = encodeBase64url(encodeUtf8(hashed));
    const fix =
      'This token is for Microsoft’s own service and not for yours to verify: ask for one whose audience is your own API.';
    if (await trials.findKey(row, jwks, encodeUtf8(`${encoded}.${payload.encoded}`), signature.bytes)) {
      const message = 'It verifies when the header’s "nonce" is replaced by its SHA-256 hash.';
      return { proof: true, message, fix, apply: withParts(text, [{ part: header, encoded }]) };
    }
    const aud = claimValue(token, 'aud');
    if (aud?.kind !== 'string' || !graph.test(aud.value)) return undefined;
    return {
      proof: false,
      message:
        'It is a token for Microsoft Graph with a "nonce" in its header: such tokens are signed with the nonce hashed.',
      fix,
    };
  },
} as const satisfies DoctorRule;

/** Other octets were signed than those that stand in the token. */
export const signingInputRules = [graphNonce, signingInput] as const;
