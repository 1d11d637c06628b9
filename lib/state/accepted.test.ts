import { describe, expect, it } from 'vitest';
import type { LiveExample } from '../checks/live-example';
import { liveExample } from '../checks/live-examples';
import { acceptedNote, acceptFinding, reviewedFindings } from './accepted';
import { setExpectations } from './actions';
import { auditOf } from './audit';
import { examineExample } from './live-example';
import { stripEdge } from './strip';

const exampleOf = async (id: string) => (await liveExample(id)) as LiveExample;

describe('a finding that the reviewer accepts', async () => {
  const state = await examineExample(await exampleOf('expired'));
  const [expired] = auditOf(state)?.findings ?? [];
  if (!expired) throw new Error('nothing was found');
  const after = acceptFinding(state, expired, 'a test token');

  it('has a note, and no longer counts', () => {
    expect(acceptedNote(after, expired)).toBe('a test token');
    expect(reviewedFindings(after)).toEqual({ open: [], accepted: [{ finding: expired, note: 'a test token' }] });
    expect(stripEdge('good', reviewedFindings(state).open)).toBe('high');
    expect(stripEdge('good', reviewedFindings(after).open)).toBe('good');
  });

  it('stays accepted while the clock runs', () => {
    const later = setExpectations(after, { clock: (state.expectations.clock ?? 0) + 90 });
    const [finding] = auditOf(later)?.findings ?? [];
    expect(finding?.message).not.toBe(expired.message);
    expect(finding && acceptedNote(later, finding)).toBe('a test token');
  });

  it('is not accepted of another token', async () => {
    const example = await exampleOf('expired');
    const token = example.token.replace(/.$/, '');
    const other = await examineExample({ ...example, token });
    const found = auditOf(other)?.findings.find(({ check }) => check.id === 'expired');
    expect(found && acceptedNote({ ...other, accepted: after.accepted }, found)).toBeUndefined();
  });

  it('counts again when that is taken back', () => {
    const again = acceptFinding(after, expired, undefined);
    expect(again.accepted).toEqual([]);
    expect(reviewedFindings(again)).toEqual({ open: [expired], accepted: [] });
  });
});
