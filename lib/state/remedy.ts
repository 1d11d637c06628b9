import type { Remedy } from '../review/diagnosis';
import { setAlgorithm } from './actions';
import { change } from './history';
import type { State } from './state';

/** Puts in place what the doctor found, as one step of undo. The key stays with a repaired token, a sample's too. */
export function applyRemedy(state: State, remedy: Remedy, at: number): State {
  switch (remedy.kind) {
    case 'algorithm':
      return setAlgorithm(state, remedy.name, at);
    case 'token':
      return change(state, 'remedy!', at, { input: { from: 'token', text: remedy.text, choice: 0 }, sample: '' });
    case 'key':
      return change(state, 'remedy!', at, {
        key: { text: remedy.text, encoding: remedy.encoding ?? 'detect', origin: 'person' },
      });
  }
}
