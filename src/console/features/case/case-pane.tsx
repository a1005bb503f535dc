import { useQuery } from '@tanstack/react-query';
import FileQuestionMark from 'lucide-react/icons/file-question-mark';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { ApiError } from '../../lib/api.ts';
import type { CasePaneProps } from '../../lib/case-pane.ts';
import { caseQuery } from '../../lib/cases.ts';
import { CaseScreen } from './case-screen.tsx';
import { t } from './words.ts';

type Props = CasePaneProps & { isAlone?: boolean };

export function CasePane({ caseId, ...rest }: Props) {
  const { data, error, refetch } = useQuery(caseQuery(caseId));
  // Also when it was shown before: it may not be this officer's to see any more.
  if (error instanceof ApiError && error.status === 404) {
    return (
      <EmptyState icon={FileQuestionMark} title={t('missingCase')}>
        {t('missingCaseBody')}
      </EmptyState>
    );
  }
  if (data !== undefined) return <CaseScreen view={data} {...rest} />;
  return (
    <div className="p-4 sm:p-6">
      {rest.isAlone === true ? <h1 className="sr-only">{t('loadingCase')}</h1> : null}
      {error === null ? (
        <Skeleton rows={7} height="h-8" />
      ) : (
        <ErrorPanel error={error} title={t('loadFailed')} onRetry={() => void refetch()} />
      )}
    </div>
  );
}
