import { findMember } from '../encoding/json-query';
import type { Token } from '../jose/token';

/** A top-level string of the JOSE header, the last of that name; undefined when there is none or it is no string. */
export function headerString(token: Token, name: string): string | undefined {
  const value = findMember(token.header?.json?.root, name)?.value;
  return value?.kind === 'string' ? value.value : undefined;
}
