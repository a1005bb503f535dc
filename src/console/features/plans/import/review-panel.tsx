import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import type { DraftImport } from '../../../../modules/plans/contract.ts';
import { Button } from '../../../components/button.tsx';
import { FormFault } from '../../../components/form-fault.tsx';
import { LeaveGuard } from '../../../components/leave-guard.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { ApiError, api } from '../../../lib/api.ts';
import { readYear, yearName } from '../../../lib/fiscal-year.ts';
import { useMe } from '../../../lib/me.ts';
import { toast } from '../../../lib/toast.ts';
import { yearsQuery } from '../queries.ts';
import { DoubtList } from './doubt-list.tsx';
import { acceptedOf, correct, faultsOf, reviewOf, setReviewed } from './review.ts';
import { SystemCard } from './system-card.tsx';
import { t } from './words.ts';

const Kept = z.object({ documents: z.array(z.string()) });

type Props = { draft: DraftImport; onCorrected: (isCorrected: boolean) => void };

/** What was read, system by system, with its doubts; and the button that keeps it. */
export function ReviewPanel({ draft, onCorrected }: Props) {
  const me = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { data: years = [] } = useQuery(yearsQuery);
  const [asRead] = useState(() => reviewOf(draft));
  const [review, setReview] = useState(asRead);
  const [typed, setTyped] = useState(yearName(draft.fiscalYear ?? me.fiscalYear));
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  /** The year whose months that are over would change: asked about, it is confirmed with a reason. */
  const [pastYear, setPastYear] = useState<number | null>(null);
  const year = readYear(typed);
  const isPast = year !== null && pastYear === year;
  const there = years.find(({ fiscalYear }) => fiscalYear === year);
  const isFrozen = there !== undefined && there.frozenAt !== null;
  const isCorrected = review !== asRead || why.trim() !== '';
  useEffect(() => onCorrected(isCorrected), [isCorrected, onCorrected]);
  const faults = faultsOf(review);
  const taken = acceptedOf(review);
  const accept = useMutation({
    mutationFn: (fiscalYear: number) => {
      const body = { fiscalYear, why, confirmPast: isPast, seen: draft.seen, systems: taken };
      return api.post('/api/v1/plans/import/accept', body, Kept);
    },
    meta: { quiet: true },
    onError: (error, fiscalYear) => {
      if (error instanceof ApiError && error.code === 'month-over') setPastYear(fiscalYear);
    },
    onSuccess: async ({ documents }, fiscalYear) => {
      toast(t('accepted', { n: documents.length }));
      await queryClient.invalidateQueries({ queryKey: ['plans'] });
      void navigate({ to: '/plans', search: { year: fiscalYear }, ignoreBlocker: true });
    },
  });
  const refused = accept.error instanceof ApiError ? accept.error.code : null;
  const lacksWhy = isPast && why.trim() === '';
  const failed =
    refused === 'month-over' ? null : refused === 'changed-meanwhile' ? t('changedMeanwhile') : accept.error?.message;
  const fault = failed ?? (tried && taken.length === 0 ? t('noneTaken') : isFrozen ? t('frozenYear') : null);
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        const isReady = !isFrozen && !lacksWhy && taken.length > 0 && faults.size === 0;
        if (year !== null && isReady && !accept.isPending) accept.mutate(year);
      }}
    >
      <p role="status" className="font-semibold">
        {t('found', { n: draft.systems.length, doubts: draft.doubts.length })}
      </p>
      <div className="grid gap-3 sm:grid-cols-[14rem_1fr]">
        <TextField
          label={t('year')}
          value={typed}
          onChange={setTyped}
          inputMode="numeric"
          {...(year === null ? { error: t('wrongYear') } : {})}
        />
        <TextField
          label={t('why')}
          help={t('whyHelp')}
          optional={!isPast}
          maxLength={500}
          value={why}
          onChange={setWhy}
          {...(tried && lacksWhy ? { error: t('whyNeeded') } : {})}
        />
      </div>
      {there !== undefined && !isFrozen ? <p className="text-ink-soft">{t('replaces')}</p> : null}
      <DoubtList heading="h2" title={t('doubts')} doubts={draft.doubts.filter(({ system }) => system === null)} />
      {review.map((each) => (
        <SystemCard
          key={each.key}
          reviewed={each}
          fiscalYear={year ?? me.fiscalYear}
          doubts={draft.doubts.filter(({ system }) => String(system) === each.key)}
          fault={faults.get(each.key) ?? null}
          onChange={(part) => setReview((before) => setReviewed(before, each.key, part))}
          onCorrect={(changes) => setReview((before) => correct(before, each.key, changes))}
        />
      ))}
      {isPast ? (
        <div role="alert" className="rounded-control border border-soon bg-soon-tint px-3 py-2 text-soon">
          <p className="font-semibold">{t('monthOver')}</p>
          <p className="text-14">{t('monthOverBody')}</p>
        </div>
      ) : null}
      {fault === null ? null : <FormFault>{fault}</FormFault>}
      <div className="sticky bottom-14 border-t md:bottom-0 border-line bg-ground py-3">
        <Button look="primary" type="submit" isPending={accept.isPending} isDisabled={isFrozen}>
          {t(isPast ? 'acceptPast' : 'accept', { year: year === null ? '—' : yearName(year) })}
        </Button>
      </div>
      <LeaveGuard isTyped={isCorrected} />
    </form>
  );
}
