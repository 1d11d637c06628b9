import { encodeBase64url } from '../encoding/base64url';
import { encodeUtf8 } from '../encoding/utf8';
import { paneOf } from './pane';
import type { EditablePart } from './parts';
import type { State } from './state';
import { viewOf } from './view';

/** A part as it stands in the token; an edited part as it would stand there. */
export function encodePartFor(state: State, part: EditablePart): string {
  const encoded = viewOf(state).token[part]?.encoded;
  return encoded ?? encodeBase64url(encodeUtf8(paneOf(state, part).part.written));
}

/** Header and payload as JSON in one text, each as written in the token. */
export function decodedJson(state: State): string {
  const of = (part: EditablePart) => paneOf(state, part).part.written || 'null';
  return `{\n"header": ${of('header')},\n"payload": ${of('payload')}\n}`;
}

/** A command line that sends the token as a bearer token (RFC 6750 §2.1), the address left to fill in. */
export function curlLine(state: State): string {
  const quoted = viewOf(state).token.text.replaceAll("'", "'\\''");
  return `curl -H 'Authorization: Bearer ${quoted}' https://api.example`;
}
