import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from 'zod';
import type { DraftImport } from '../../../../modules/plans/contract.ts';
import { toArabicDigits } from '../../../../thai/index.ts';
import { Button } from '../../../components/button.tsx';
import { FormFault } from '../../../components/form-fault.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { api } from '../../../lib/api.ts';
import { useMe } from '../../../lib/me.ts';
import { toast } from '../../../lib/toast.ts';
import { yearsQuery } from '../queries.ts';
import { DoubtList } from './doubt-list.tsx';
import { acceptedOf, correct, faultsOf, reviewOf, setReviewed } from './review.ts';
import { SystemCard } from './system-card.tsx';
import { t } from './words.ts';

const Kept = z.object({ documents: z.array(z.string()) });

/** What was read, system by system, with its doubts; and the button that keeps it. */
export function ReviewPanel({ draft }: { draft: DraftImport }) {
  const me = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { data: years = [] } = useQuery(yearsQuery);
  const [review, setReview] = useState(() => reviewOf(draft));
  const [typed, setTyped] = useState(String(draft.fiscalYear ?? me.fiscalYear));
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const year = Number(toArabicDigits(typed.trim()));
  const isYear = Number.isInteger(year) && year >= 2540 && year <= 2700;
  const there = years.find(({ fiscalYear }) => fiscalYear === year);
  const isFrozen = there !== undefined && there.frozenAt !== null;
  const faults = faultsOf(review);
  const taken = acceptedOf(review);
  const accept = useMutation({
    mutationFn: () => api.post('/api/v1/plans/import/accept', { fiscalYear: year, why, systems: taken }, Kept),
    meta: { quiet: true },
    onSuccess: async ({ documents }) => {
      toast(t('accepted', { n: documents.length }));
      await queryClient.invalidateQueries({ queryKey: ['plans'] });
      void navigate({ to: '/plans', search: { year } });
    },
  });
  const fault =
    accept.error?.message ?? (tried && taken.length === 0 ? t('noneTaken') : isFrozen ? t('frozenYear') : null);
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isYear && !isFrozen && taken.length > 0 && faults.size === 0 && !accept.isPending) accept.mutate();
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
          {...(isYear ? {} : { error: t('wrongYear') })}
        />
        <TextField label={t('why')} help={t('whyHelp')} optional maxLength={500} value={why} onChange={setWhy} />
      </div>
      {there !== undefined && !isFrozen ? <p className="text-ink-soft">{t('replaces')}</p> : null}
      <DoubtList heading="h2" title={t('doubts')} doubts={draft.doubts.filter(({ system }) => system === null)} />
      {review.map((each) => (
        <SystemCard
          key={each.key}
          reviewed={each}
          fiscalYear={isYear ? year : me.fiscalYear}
          doubts={draft.doubts.filter(({ system }) => String(system) === each.key)}
          fault={faults.get(each.key) ?? null}
          onChange={(part) => setReview((before) => setReviewed(before, each.key, part))}
          onCorrect={(changes) => setReview((before) => correct(before, each.key, changes))}
        />
      ))}
      {fault === null ? null : <FormFault>{fault}</FormFault>}
      <div className="sticky bottom-0 border-t border-line bg-ground py-3">
        <Button look="primary" type="submit" isPending={accept.isPending} isDisabled={isFrozen}>
          {t('accept', { year: isYear ? String(year) : '—' })}
        </Button>
      </div>
    </form>
  );
}
