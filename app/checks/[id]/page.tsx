import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CheckArticle } from '@/components/check-article';
import { CheckFrame } from '@/components/check-frame';
import { checkGroups, findCheck, showExample } from '@/lib/state/check-page';

type Params = { params: Promise<{ id: string }> };

export const dynamicParams = false;

export function generateStaticParams(): { id: string }[] {
  return checkGroups().flatMap(({ checks }) => checks.map(({ id }) => ({ id })));
}

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const { check } = findCheck((await params).id) ?? {};
  return check ? { title: `${check.title} (${check.id}) · JWT Debugger`, description: check.why } : {};
}

export default async function Page({ params }: Params) {
  const { id } = await params;
  const found = findCheck(id);
  if (!found) notFound();
  return (
    <CheckFrame>
      <CheckArticle {...found} shown={await showExample(id)} />
    </CheckFrame>
  );
}
