import { exampleClock as clock, type Recipe, signed } from './live-example';
import type { timeChecks } from './time';

/** An example for every check of the dates. */
export const timeExamples: Record<(typeof timeChecks)[number]['id'], Recipe> = {
  expired: signed({ claims: { iat: clock - 4500, exp: clock - 3600 } }),
  'not-yet-valid': signed({ claims: { nbf: clock + 600 } }),
  'future-iat': signed({ claims: { iat: clock + 300 } }),
  expiring: signed({ claims: { iat: clock - 840, exp: clock + 60 } }),
  'non-numeric-date': signed({ claims: { exp: '2026-11-20T18:00:00Z' } }),
  'milliseconds-date': signed({ claims: { iat: (clock - 60) * 1000, exp: (clock + 840) * 1000 } }),
  'implausible-date': signed({ claims: { exp: 9_999_999_999 } }),
  'missing-exp': signed({ claims: { exp: undefined } }),
  'inverted-lifetime': signed({ claims: { iat: clock + 900, exp: clock + 840 }, expectations: { leeway: 900 } }),
  'long-lifetime': signed({ claims: { exp: clock + 31_536_000 } }),
  'missing-iat': signed({ claims: { iat: undefined } }),
};
