import type { Expectations, ExpectedRequest } from '../checks/expectations';
import { claimValue } from '../jose/parse-token';
import type { Token } from '../jose/token';
import type { ProfileId } from '../registry/profiles';
import { stringParameter } from './view';

/** What came of a text typed for a field: the expectations with it, or what is wrong with the text. */
export type FieldOutcome = { expectations: Expectations } | { problem: string };

/** One thing that a reviewer can say of the verifier, as a text field shows it. */
export type ExpectationField = {
  readonly id: string;
  readonly label: string;
  readonly placeholder?: string;
  /** The kinds of token that it is for; absent for all. */
  readonly profiles?: readonly ProfileId[];
  read(expectations: Expectations): string;
  /** An empty text takes the expectation away. */
  write(expectations: Expectations, text: string): FieldOutcome;
};

type TextName = 'issuer' | 'clientId' | 'nonce' | 'typ' | 'accessToken' | 'code' | 'state';
type SecondsName = 'leeway' | 'greatestLifetime' | 'greatestAuthenticationAge';
type Facts = Pick<ExpectationField, 'label' | 'placeholder' | 'profiles'>;

/** The expectations with a member set, or left out where there is no value. */
function withMember<Name extends keyof Expectations>(
  expectations: Expectations,
  name: Name,
  value: Expectations[Name] | undefined,
): Expectations {
  const { [name]: _, ...others } = expectations;
  return value === undefined ? others : { ...others, [name]: value };
}

const textField = (id: TextName, facts: Facts): ExpectationField => ({
  id,
  ...facts,
  read: (expectations) => expectations[id] ?? '',
  write: (expectations, text) => ({ expectations: withMember(expectations, id, text === '' ? undefined : text) }),
});

const listField = (id: 'audience' | 'algorithms', facts: Facts): ExpectationField => ({
  id,
  ...facts,
  read: (expectations) => [expectations[id] ?? []].flat().join(', '),
  write(expectations, text) {
    const names = text.split(/[\s,]+/).filter((name) => name !== '');
    return { expectations: withMember(expectations, id, names.length === 0 ? undefined : names) };
  },
});

const secondsField = (id: SecondsName, facts: Facts): ExpectationField => ({
  id,
  ...facts,
  read: (expectations) => expectations[id]?.toString() ?? '',
  write(expectations, text) {
    const seconds = Number(text);
    if (text.trim() !== '' && !(seconds >= 0 && seconds <= 1e10)) {
      return { problem: `“${text.slice(0, 40)}” is no number of seconds.` };
    }
    return { expectations: withMember(expectations, id, text.trim() === '' ? undefined : seconds) };
  },
});

const requestField = (name: keyof ExpectedRequest, facts: Omit<Facts, 'profiles'>): ExpectationField => ({
  id: `request-${name}`,
  ...facts,
  profiles: ['dpop-proof'],
  read: ({ request }) => request?.[name] ?? '',
  write(expectations, text) {
    const { [name]: _, ...others } = expectations.request ?? {};
    const request: ExpectedRequest = text === '' ? others : { ...others, [name]: text };
    return {
      expectations: withMember(expectations, 'request', Object.keys(request).length === 0 ? undefined : request),
    };
  },
});

/** A moment as NumericDate seconds, or as a date that says its zone: `2026-11-23T12:00:00Z`. */
const clockField: ExpectationField = {
  id: 'clock',
  label: 'Clock',
  placeholder: 'now, or 2026-11-23T12:00:00Z, or seconds',
  read: ({ clock }) => (clock === undefined ? '' : new Date(clock * 1000).toISOString().replace('.000Z', 'Z')),
  write(expectations, text) {
    const typed = text.trim();
    if (typed === '' || typed === 'now') return { expectations: withMember(expectations, 'clock', undefined) };
    const seconds = /^\d+$/.test(typed) ? Number(typed) : Date.parse(typed) / 1000;
    if (Number.isNaN(seconds) || Math.abs(seconds) > 8.64e12) {
      return { problem: `“${typed.slice(0, 40)}” is no date and no number of seconds since 1970.` };
    }
    return { expectations: withMember(expectations, 'clock', Math.floor(seconds)) };
  },
};

/** All fields, in the order of the form. */
export const expectationFields: readonly ExpectationField[] = [
  textField('issuer', { label: 'Issuer', placeholder: 'https://login.example' }),
  listField('audience', { label: 'Audience', placeholder: 'one of these, with commas' }),
  listField('algorithms', { label: 'Algorithms', placeholder: 'RS256, ES256' }),
  textField('typ', { label: 'typ', placeholder: 'at+jwt' }),
  textField('clientId', { label: 'Client ID', profiles: ['id-token', 'access-token', 'client-assertion'] }),
  textField('nonce', { label: 'Nonce', profiles: ['id-token', 'sd-jwt'] }),
  textField('accessToken', { label: 'Access token for at_hash', profiles: ['id-token'] }),
  textField('code', { label: 'Code for c_hash', profiles: ['id-token'] }),
  textField('state', { label: 'State for s_hash', profiles: ['id-token'] }),
  requestField('method', { label: 'Request method (htm)', placeholder: 'POST' }),
  requestField('url', { label: 'Request URL (htu)', placeholder: 'https://api.example/orders' }),
  requestField('nonce', { label: 'DPoP nonce' }),
  requestField('accessToken', { label: 'Bound access token (ath)' }),
  requestField('thumbprint', { label: 'Thumbprint of the bound key (jkt)' }),
  secondsField('greatestAuthenticationAge', { label: 'Greatest age of the login, seconds', profiles: ['id-token'] }),
  secondsField('leeway', { label: 'Leeway, seconds', placeholder: '0' }),
  secondsField('greatestLifetime', { label: 'Greatest lifetime, seconds' }),
  clockField,
];

/** The fields for a kind of token: those of all kinds, those of this one, and those in which something stands. */
export function fieldsFor(profile: ProfileId | undefined, expectations: Expectations): readonly ExpectationField[] {
  return expectationFields.filter(({ profiles, read }) => {
    return !profiles || (profile !== undefined && profiles.includes(profile)) || read(expectations) !== '';
  });
}

/** The expectations that this very token meets, to begin from: its issuer, audience, algorithm and type. */
export function expectationsOf(token: Token, expectations: Expectations): Expectations {
  const claim = (name: string) => {
    const value = claimValue(token, name);
    return value?.kind === 'string' ? value.value : undefined;
  };
  const aud = claimValue(token, 'aud');
  const audiences =
    aud?.kind === 'array' ? aud.items.flatMap((item) => (item.kind === 'string' ? [item.value] : [])) : [];
  const single = claim('aud');
  const alg = stringParameter(token, 'alg');
  const found: Expectations = {
    issuer: claim('iss'),
    audience: single === undefined ? (audiences.length > 0 ? audiences.slice(0, 1) : undefined) : [single],
    algorithms: alg === undefined || alg === 'none' ? undefined : [alg],
    typ: stringParameter(token, 'typ'),
  };
  const present = Object.entries(found).filter(([, value]) => value !== undefined);
  return { ...expectations, ...Object.fromEntries(present) };
}
