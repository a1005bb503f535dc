import { getRouteApi, Link } from '@tanstack/react-router';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import { CasePane } from './case-pane.tsx';
import { t } from './words.ts';

const api = getRouteApi('/shell/cases/$caseId');

/** One case alone on the page: what a link leads to, and what a phone shows. */
export function CasePage() {
  const { caseId } = api.useParams();
  const { do: intent } = api.useSearch();
  return (
    <div className="-mb-6 flex min-h-[calc(100dvh-57px-56px)] flex-col md:mb-0 md:min-h-[calc(100dvh-57px)] min-[1100px]:h-[calc(100dvh-57px)] print:h-auto">
      <div className="px-3 pt-2 sm:px-5" data-print="no">
        <Link
          to="/inbox"
          search={{}}
          className="inline-flex min-h-8 items-center gap-1.5 rounded-control px-1 font-head text-14 text-primary hover:underline"
        >
          <ArrowLeft size={16} aria-hidden />
          {t('back')}
        </Link>
      </div>
      <div className="flex min-h-0 grow flex-col">
        <CasePane key={caseId} caseId={caseId} isAlone {...(intent === undefined ? {} : { intent })} />
      </div>
    </div>
  );
}
