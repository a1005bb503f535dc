import { useQuery } from '@tanstack/react-query';
import ContactRound from 'lucide-react/icons/contact-round';
import X from 'lucide-react/icons/x';
import { type SyntheticEvent, useState } from 'react';
import { z } from 'zod';
import { AuditActor } from '../../../../modules/people/contract.ts';
import { Button } from '../../../components/button.tsx';
import { ComboBox } from '../../../components/combo-box.tsx';
import { DatePicker } from '../../../components/date-field.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { api } from '../../../lib/api.ts';
import type { AuditSearch } from './audit-search.ts';
import { ACTIONS, actionWords } from './audit-words.ts';
import { t } from './words.ts';

const REVEAL = 'contact.reveal';
const NOBODY: AuditActor[] = [];

type Props = {
  search: AuditSearch;
  onChange: (search: AuditSearch) => void;
  /** What the entries shown are of, where the address names one thing by its id. */
  subject: string | null;
};

/** What the trail is asked about; every choice takes effect at once, and stands in the address. */
export function AuditFilters({ search, onChange, subject }: Props) {
  const { data: actors = NOBODY } = useQuery({
    queryKey: ['audit', 'actors'],
    queryFn: ({ signal }) => api.get('/api/v1/audit/actors', z.array(AuditActor), { signal }),
    staleTime: 60_000,
  });
  const set = (change: AuditSearch): void => onChange({ ...search, ...change });
  const isAsked = Object.values(search).some((value) => value !== undefined);
  return (
    <div data-print="no" className="flex flex-col gap-3">
      <div className="grid items-start gap-3 sm:grid-cols-2 xl:grid-cols-5">
        <NumberField
          key={search.number ?? ''}
          number={search.number ?? ''}
          onAsk={(number) =>
            set({ number: number === '' ? undefined : number, subjectKind: undefined, subjectId: undefined })
          }
        />
        <ComboBox
          label={t('who')}
          placeholder={t('anybody')}
          options={actors.map(({ id, name, kind }) => ({
            id,
            label: name,
            ...(kind === 'api' ? { detail: t('api') } : {}),
          }))}
          value={search.actorId ?? null}
          onChange={(id) => set({ actorId: id ?? undefined })}
        />
        <ComboBox
          label={t('action')}
          placeholder={t('anything')}
          options={Object.keys(ACTIONS).map((id) => ({ id, label: actionWords(id) }))}
          value={search.action ?? null}
          onChange={(id) => set({ action: id ?? undefined })}
        />
        <DatePicker
          label={t('fromDay')}
          value={search.from ?? null}
          onChange={(day) => set({ from: day ?? undefined })}
        />
        <DatePicker label={t('toDay')} value={search.to ?? null} onChange={(day) => set({ to: day ?? undefined })} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="small"
          look={search.action === REVEAL ? 'primary' : 'secondary'}
          aria-pressed={search.action === REVEAL}
          icon={<ContactRound size={16} aria-hidden />}
          onPress={() => set({ action: search.action === REVEAL ? undefined : REVEAL })}
        >
          {t('onlyReveals')}
        </Button>
        {search.subjectId === undefined ? null : (
          <Button
            size="small"
            icon={<X size={16} aria-hidden />}
            onPress={() => set({ subjectKind: undefined, subjectId: undefined })}
          >
            {t('onlyOf', { name: subject ?? search.subjectId.slice(0, 8) })}
          </Button>
        )}
        {isAsked ? (
          <Button size="small" look="quiet" onPress={() => onChange({})}>
            {t('clearAsked')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** Asked when it is entered or left: half a number is none. */
function NumberField({ number, onAsk }: { number: string; onAsk: (number: string) => void }) {
  const [typed, setTyped] = useState(number);
  const ask = (event?: SyntheticEvent): void => {
    event?.preventDefault();
    if (typed.trim() !== number) onAsk(typed.trim());
  };
  return (
    <form onSubmit={ask}>
      <TextField
        label={t('caseNumber')}
        placeholder="ร.0001/2569"
        value={typed}
        onChange={setTyped}
        onBlur={() => ask()}
        maxLength={40}
      />
    </form>
  );
}
