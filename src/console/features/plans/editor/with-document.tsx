import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { PlansDocument } from '../../../../modules/plans/contract.ts';
import { ErrorPanel } from '../../../components/error-panel.tsx';
import { Page } from '../../../components/page.tsx';
import { Skeleton } from '../../../components/skeleton.tsx';
import { documentQuery, yearsQuery } from '../queries.ts';

type Props = { id: string; title: string; children: (document: PlansDocument, isFrozen: boolean) => ReactNode };

/** A chart or plan when it has come, with whether its year is closed; until then grey lines, or what went wrong. */
export function WithDocument({ id, title, children }: Props) {
  const { data, error, refetch } = useQuery(documentQuery(id));
  const years = useQuery(yearsQuery);
  if (data !== undefined && years.data !== undefined) {
    const isFrozen = years.data.some((year) => year.fiscalYear === data.fiscalYear && year.frozenAt !== null);
    return children(data, isFrozen);
  }
  const failed = error ?? years.error;
  return (
    <Page title={title}>
      {failed === null ? (
        <Skeleton rows={8} height="h-10" />
      ) : (
        <ErrorPanel error={failed} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}
