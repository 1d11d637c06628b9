import { relativeTime } from '../encoding/numeric-date';
import { claimValue } from '../jose/parse-token';
import type { Token } from '../jose/token';

export type TimelineEvent = {
  name: 'iat' | 'nbf' | 'exp' | 'now';
  words: string;
  seconds: number /** 0 to 1 along the line. */;
  place: number;
};
export type Timeline = {
  events: TimelineEvent[];
  /** The stretch in which the token may be used, 0 to 1; missing bounds reach the ends. */
  usable: { from: number; to: number } | undefined;
  state: 'usable' | 'expired' | 'early' | 'endless' | 'never';
};

const WORDS = { iat: 'issued', nbf: 'from', exp: 'expires', now: 'now' } as const;
/** Room on either side, so that the outermost events do not stand on the edge. */
const MARGIN = 0.09;
/** So that the words of two events close in time do not lie on one another, in units of the logarithm. */
const LEAST_GAP = 6;

/** A claim that is a number within the range of dates, NumericDate seconds. */
export function dateClaim(token: Token, name: string): number | undefined {
  const value = claimValue(token, name);
  return value?.kind === 'number' && Math.abs(value.value) <= 8.64e12 ? value.value : undefined;
}

/** The token's life as places on a line; undefined where it has no date to show. */
export function timelineOf(token: Token, now: number): Timeline | undefined {
  const dates = (['iat', 'nbf', 'exp'] as const).flatMap((name) => {
    const seconds = dateClaim(token, name);
    return seconds === undefined ? [] : [{ name, seconds }];
  });
  if (dates.length === 0) return undefined;
  const place = placer([...dates.map(({ seconds }) => seconds), now]);
  const date = new Map(dates.map(({ name, seconds }) => [name, seconds]));
  const start = date.get('nbf') ?? date.get('iat');
  const end = date.get('exp');
  const from = start === undefined ? 0 : place(start);
  const to = end === undefined ? 1 : place(end);
  return {
    events: [...dates, { name: 'now' as const, seconds: now }]
      .map(({ name, seconds }) => ({ name, seconds, place: place(seconds), words: WORDS[name] }))
      .sort((one, other) => one.seconds - other.seconds),
    usable: from < to ? { from, to } : undefined,
    state: stateOf(start, date.get('nbf'), end, now),
  };
}

/**
 * Places on the line by the logarithm of the gaps between events: fifteen minutes of life and three years since are both
 * to be seen. The drawing shows the order and what is long, not a scale.
 */
function placer(moments: readonly number[]): (seconds: number) => number {
  const sorted = [...new Set(moments)].sort((one, other) => one - other);
  const places = new Map<number, number>();
  let length = 0;
  for (const [index, moment] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before !== undefined) length += LEAST_GAP + Math.log1p(moment - before);
    places.set(moment, length);
  }
  return (seconds) => MARGIN + ((places.get(seconds) ?? 0) / (length || 1)) * (1 - 2 * MARGIN);
}

function stateOf(
  start: number | undefined,
  nbf: number | undefined,
  exp: number | undefined,
  now: number,
): Timeline['state'] {
  if (start !== undefined && exp !== undefined && exp <= start) return 'never';
  if (exp !== undefined && now >= exp) return 'expired';
  if (nbf !== undefined && now < nbf) return 'early';
  return exp === undefined ? 'endless' : 'usable';
}

/** The timeline in one sentence, for those who do not see the drawing. */
export function timelineWords({ events, state }: Timeline, now: number): string {
  const when = (name: TimelineEvent['name']) => {
    const event = events.find((candidate) => candidate.name === name);
    return event ? relativeTime(event.seconds, now) : '';
  };
  switch (state) {
    case 'usable':
      return `Expires ${when('exp')}`;
    case 'expired':
      return `Expired ${when('exp')}`;
    case 'early':
      return `Not valid yet; starts ${when('nbf')}`;
    case 'endless':
      return 'Never expires';
    case 'never':
      return 'Expires before it starts';
  }
}
