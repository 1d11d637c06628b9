import { readJson } from '../encoding/json';
import { setMember } from '../encoding/json-edit';
import { findMember } from '../encoding/json-query';
import { type JweRefusal, refuse } from './jwe-attempt';
import type { HeaderLookup } from './jwe-header';
import type { JweToken } from './token';

/**
 * The headers of a JWE that is being made, as JSON texts (RFC 7516 §4): the protected one, empty where there is none, the
 * one that all recipients share, and each recipient's own.
 */
export type HeaderTexts = { protected: string; shared?: string; own: readonly (string | undefined)[] };

/** The headers of a new token: `protectedText`, and the unprotected ones of the token that it shall be like. */
export function headerTextsOf(protectedText: string, like?: JweToken): HeaderTexts {
  if (!like) return { protected: protectedText, own: [undefined] };
  const own = like.recipients.map(({ unprotected }) => unprotected[0]);
  const shared = like.unprotected.find((part) => !own.includes(part));
  return { protected: protectedText, shared: shared?.text, own: own.map((part) => part?.text) };
}

function memberIn(text: string | undefined, name: string) {
  return text === undefined ? undefined : findMember(readJson(text).root, name)?.value;
}

/** The parameters of one recipient's JOSE header. */
export function lookUpIn({ protected: first, shared, own }: HeaderTexts, recipient: number): HeaderLookup {
  return (name) => memberIn(first, name) ?? memberIn(shared, name) ?? memberIn(own[recipient], name);
}

/**
 * The headers with a parameter of one recipient set: in place where it stands already, else beside "alg". With several
 * recipients it is in the recipient's own header, since each has another value; one that stands where all share it is
 * refused unless it has that very value.
 */
export function placeParameter(
  texts: HeaderTexts,
  recipient: number,
  name: string,
  literal: string,
): HeaderTexts | JweRefusal {
  const set = (text: string | undefined) => setMember(text || '{}', name, literal);
  const holder = holderOf(texts, recipient, name) ?? (texts.own.length > 1 ? 'own' : holderOf(texts, recipient, 'alg'));
  if (holder === 'own') {
    return { ...texts, own: texts.own.map((text, index) => (index === recipient ? set(text) : text)) };
  }
  if (texts.own.length > 1 && lookUpLiteral(texts, name) !== literal) {
    return refuse('bad-parameter', `"${name}" stands in a header for all recipients, but each needs its own.`);
  }
  return holder === 'shared' ? { ...texts, shared: set(texts.shared) } : { ...texts, protected: set(texts.protected) };
}

/** Which header holds a parameter. */
function holderOf({ protected: first, shared, own }: HeaderTexts, recipient: number, name: string) {
  if (memberIn(own[recipient], name)) return 'own';
  if (memberIn(shared, name)) return 'shared';
  return memberIn(first, name) ? 'protected' : undefined;
}

/** The JSON text of a parameter that all recipients share. */
function lookUpLiteral({ protected: first, shared }: HeaderTexts, name: string): string | undefined {
  const holder = [first, shared].find((text) => memberIn(text, name));
  const node = memberIn(holder, name);
  return node && holder?.slice(node.start, node.end);
}
