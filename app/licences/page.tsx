import type { Metadata } from 'next';
import { CheckFrame } from '@/components/check-frame';
import { LicenceList } from '@/components/licence-list';
import { readLicences } from '@/scripts/licences/licences.mjs';

export const metadata: Metadata = {
  title: 'Licences · JWT Debugger',
  description: 'The work of others that the JWT Debugger is made with, each package with its licence.',
};

export default function Page() {
  return (
    <CheckFrame>
      <h1 className="text-2xl leading-8 font-bold">Licences</h1>
      <p className="mt-1">
        The debugger is free software under the MIT licence. These packages of others are in its page, in whole or in
        part; the build compares the list with what the page was made of.
      </p>
      <LicenceList licences={readLicences()} />
    </CheckFrame>
  );
}
