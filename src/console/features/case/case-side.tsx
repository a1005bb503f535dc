import { Link } from '@tanstack/react-router';
import FileText from 'lucide-react/icons/file-text';
import ScrollText from 'lucide-react/icons/scroll-text';
import type { CaseView } from '../../../modules/complaints/contract.ts';
import { buttonFace } from '../../components/button.tsx';
import { CaseRowWords } from '../../components/case-row.tsx';
import { caseWords } from '../../lib/case-words.ts';
import { namedOn, useNames } from '../../lib/directory.ts';
import { can, useMe } from '../../lib/me.ts';
import { ClockCard } from './clock-card.tsx';
import { hiding } from './deidentified-words.ts';
import { DeliveryCard } from './delivery-card.tsx';
import { PersonCard } from './person-card.tsx';
import { PersonHistory } from './person-history.tsx';
import { Thumbs } from './photos.tsx';
import { PlaceCard } from './place-card.tsx';
import { ReplyWindow } from './reply-window.tsx';
import { SideCard } from './side-card.tsx';
import { talk } from './talk-words.ts';
import { t } from './words.ts';

type Props = { view: CaseView; onPhoto: (id: string) => void; onCorrected: (after: CaseView) => void };

/** Everything one should know beside the conversation. */
export function CaseSide({ view, onPhoto, onCorrected }: Props) {
  const names = useNames();
  const me = useMe();
  const { row } = view;
  const facts = [
    view.stakeholderKind === null ? null : [t('stakeholder'), t(`stakeholder-${view.stakeholderKind}`)],
    view.groupId === null ? null : [t('group'), names.group(view.groupId, namedOn(row))],
    row.verdict === null ? null : [t('verdict'), caseWords(`verdict-${row.verdict}`)],
    row.stars === null ? null : ['', t('stars', { n: row.stars })],
    row.source === null ? null : [t('source'), row.source],
  ].filter((fact) => fact !== null);
  return (
    <div className="flex flex-col divide-y divide-line">
      <ClockCard clocks={view.clocks} />
      {view.conversation === null ? null : (
        <SideCard title={t('answerWay')}>
          <ReplyWindow conversation={view.conversation} />
          {view.conversation.quiet ? <p className="text-14 text-ink-soft">{talk('quiet')}</p> : null}
          {view.conversation.threadId !== null && can(me, ['complaint.read.all', 'complaint.handle']) ? (
            <Link
              to="/conversations/$id"
              params={{ id: view.conversation.threadId }}
              className="inline-flex min-h-8 items-center text-14 text-primary underline underline-offset-4"
            >
              {talk('openThread')}
            </Link>
          ) : null}
        </SideCard>
      )}
      <PersonCard view={view} onCorrected={onCorrected} />
      <PersonHistory view={view} />
      <PlaceCard view={view} />
      {view.files.length === 0 ? null : (
        <SideCard title={t('photos')}>
          <Thumbs files={view.files} onOpen={onPhoto} />
        </SideCard>
      )}
      {view.deidentified === null || view.deidentified.files === 0 ? null : (
        <SideCard title={t('photos')}>
          <p className="text-14 text-ink-soft">
            {hiding(view.deidentified.why === 'concealed' ? 'concealedFiles' : 'files', { n: view.deidentified.files })}
          </p>
        </SideCard>
      )}
      {view.openAt === null ? null : (
        <SideCard title={t('copiedFrom')}>
          <a
            href={view.openAt}
            target="_blank"
            rel="noreferrer"
            className="text-primary underline underline-offset-4 [overflow-wrap:anywhere]"
          >
            {view.openAt}
          </a>
        </SideCard>
      )}
      <DeliveryCard view={view} />
      {facts.length === 0 ? null : (
        <SideCard title={t('facts')}>
          <dl className="grid grid-cols-[minmax(0,auto)_minmax(50%,1fr)] gap-x-3 gap-y-1">
            {facts.map(([term, value]) => (
              <div key={`${term} ${value}`} className="contents">
                <dt className="text-ink-soft">{term}</dt>
                <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
              </div>
            ))}
          </dl>
        </SideCard>
      )}
      <SideCard title={t('similar')}>
        {view.similar.length === 0 ? <p className="text-14 text-ink-soft">{t('noSimilar')}</p> : null}
        <ul className="-mx-4 flex flex-col">
          {view.similar.map((similar) => (
            <li key={similar.id}>
              <Link
                to="/cases/$caseId"
                params={{ caseId: similar.id }}
                search={{}}
                className="block px-4 py-1.5 outline-offset-[-2px] hover:bg-hover"
              >
                <CaseRowWords row={similar} names={names} />
              </Link>
            </li>
          ))}
        </ul>
      </SideCard>
      <div className="flex flex-wrap gap-2 px-4 py-3" data-print="no">
        {view.mayPrintReceipt ? (
          <a
            href={`/api/v1/complaints/${row.id}/receipt.pdf`}
            target="_blank"
            rel="noreferrer"
            className={buttonFace('secondary', 'small')}
          >
            <FileText size={16} aria-hidden />
            {t('receipt')}
          </a>
        ) : null}
        {can(me, 'audit.read') ? (
          <Link
            to="/settings/audit"
            search={{ subjectKind: 'complaint', subjectId: row.id }}
            className={buttonFace('secondary', 'small')}
          >
            <ScrollText size={16} aria-hidden />
            {t('accessHistory')}
          </Link>
        ) : null}
      </div>
    </div>
  );
}
