import { describe, expect, it } from 'vitest';
import { checks } from '../checks';
import { checkGroups, findCheck, showExample } from './check-page';

describe('the catalogue as pages', () => {
  it('holds every check once, by subject', () => {
    const ids = checkGroups().flatMap((group) => group.checks.map(({ id }) => id));
    expect([...ids].sort()).toEqual(checks.map(({ id }) => id).sort());
    for (const { title } of checkGroups()) expect(title).toMatch(/^[A-Z]/);
  });

  it('knows the neighbours of a check, and no page for a name that is none', () => {
    expect(findCheck(checks[1]?.id ?? '')).toMatchObject({
      before: { id: checks[0]?.id },
      after: { id: checks[2]?.id },
    });
    expect(findCheck(checks[0]?.id ?? '')?.before).toBeUndefined();
    expect(findCheck('constructor')).toBeUndefined();
  });

  it.each(checks.map(({ id }) => id))('has something to show of %s, the same in every build', async (id) => {
    const shown = await showExample(id);
    expect(shown.findings.length).toBeGreaterThan(0);
    expect(shown.header ?? '').toMatch(/^.{1,1300}$/s);
    expect(shown.clock).toContain('2026');
    const { findings, ...rest } = shown;
    const { findings: others, ...again } = await showExample(id);
    expect(again).toEqual(rest);
    expect(others.map(({ message }) => message)).toEqual(findings.map(({ message }) => message));
  });
});
