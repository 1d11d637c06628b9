import type { Metadata } from 'next';
import { CheckFrame } from '@/components/check-frame';
import { CheckList } from '@/components/check-list';
import { checkGroups } from '@/lib/state/check-page';

export const metadata: Metadata = {
  title: 'Checks · JWT Debugger',
  description:
    'Every weakness of a JSON Web Token that the JWT Debugger looks for: why it matters, what to do, and an example.',
};

export default function Page() {
  const groups = checkGroups().map(({ subject, title, checks }) => ({
    subject,
    title,
    checks: checks.map(({ id, severity, title: name, references }) => ({
      id,
      severity,
      title: name,
      words: [id, severity, title, name, ...references.map(({ label }) => label)].join(' ').toLowerCase(),
    })),
  }));
  return (
    <CheckFrame>
      <h1 className="text-2xl leading-8 font-bold">Checks</h1>
      <p className="mt-1">
        What the debugger looks for in a token and its key, each with its reason and an example to load.
      </p>
      <CheckList groups={groups} />
    </CheckFrame>
  );
}
