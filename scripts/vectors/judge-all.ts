import { differs, type Judgement, type VectorCase } from './case';
import { judges } from './judges';

/** The judgements on some cases in their order, an exception being a difference: what a page is asked for. */
export async function judgeAll(cases: readonly VectorCase[]): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  for (const vector of cases) {
    try {
      judgements.push((await judges.get(vector.kind)?.(vector)) ?? differs(`no one judges the kind ${vector.kind}`));
    } catch (error) {
      judgements.push(differs(String(error)));
    }
  }
  return judgements;
}

export { setWordList } from './judge-weak-secret';
