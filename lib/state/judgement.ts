import type { Expectations } from '../checks/expectations';
import { type Judgement, judge } from '../checks/judgement';
import { type Confidence, detectProfile } from '../checks/profile-detection';
import type { Token } from '../jose/token';
import { type ProfileId, profileOf, profiles } from '../registry/profiles';
import { auditOf, contextOf } from './audit';
import { keepLast } from './last';
import type { State } from './state';
import { viewOf } from './view';

/** What the verifier would do, with a title to show; undefined while there is no token or no audit. */
export type JudgementWords = Judgement & { title: string };

const TITLES = {
  accept: 'This verifier would accept the token.',
  reject: 'This verifier would reject the token:',
  undecided: 'Whether this verifier would accept the token is open:',
} as const;

const last = keepLast<{ findings: unknown; view: unknown; words: JudgementWords }>();

/** What a verifier with the reviewer's expectations would do with the token that is shown. */
export function judgementOf(state: State): JudgementWords | undefined {
  const view = viewOf(state);
  const findings = typeof state.auditor === 'object' ? auditOf(state)?.findings : undefined;
  if (!findings || view.busy || view.token.parts.length === 0) return undefined;
  if (last.answer?.findings !== findings || last.answer.view !== view) {
    const judgement = judge(findings, contextOf(state));
    last.answer = { findings, view, words: { ...judgement, title: TITLES[judgement.decision] } };
  }
  return last.answer.words;
}

const CONFIDENCE: Record<Confidence, string> = {
  certain: 'found',
  likely: 'likely',
  guess: 'perhaps',
};

/** Which kind of token the rules are for: the one that was chosen, else the one that was found. */
export type ProfileWords = {
  id: ProfileId | undefined;
  /** For the picker's first row: what is found when nothing is chosen. */
  found: string;
  because: string | undefined;
};

/** What is said of the kind of a token. */
export function profileWords(token: Token, { profile }: Expectations): ProfileWords {
  const detection = detectProfile(token);
  if (!detection) return { id: profile, found: 'Any token', because: undefined };
  const { title } = profileOf(detection.profile);
  return {
    id: profile ?? detection.profile,
    found: `${title}, ${CONFIDENCE[detection.confidence]}`,
    because: profile ? undefined : detection.because.join('; '),
  };
}

/** The kinds to choose from. */
export const profileChoices: readonly { id: ProfileId; title: string }[] = profiles;

/** The expectations with another kind of token, or with the one that is found. */
export function withProfile({ profile: _, ...others }: Expectations, chosen: string): Expectations {
  const profile = profiles.find(({ id }) => id === chosen)?.id;
  return profile ? { ...others, profile } : others;
}
