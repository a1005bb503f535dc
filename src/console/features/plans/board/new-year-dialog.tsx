import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Year, YearOpened } from '../../../../modules/plans/contract.ts';
import { Button } from '../../../components/button.tsx';
import { Checkbox } from '../../../components/checkbox.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { Select } from '../../../components/select.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { api } from '../../../lib/api.ts';
import { readYear, yearName } from '../../../lib/fiscal-year.ts';
import { useMe } from '../../../lib/me.ts';
import { toast } from '../../../lib/toast.ts';
import { t } from '../words.ts';

const EMPTY = 'empty';
type Props = { years: readonly Year[]; onClose: () => void };

/** A fiscal year in one action: its plans copied forward, the year before closed if wanted; then what a person has to decide. */
export function NewYearDialog({ years, onClose }: Props) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const me = useMe();
  const newest = years[0];
  const [typed, setTyped] = useState(yearName(newest === undefined ? me.fiscalYear : newest.fiscalYear + 1));
  const [from, setFrom] = useState(newest === undefined ? EMPTY : String(newest.fiscalYear));
  const [freeze, setFreeze] = useState(false);
  const [tried, setTried] = useState(false);
  const read = readYear(typed);
  const year = read !== null && years.every((each) => each.fiscalYear !== read) ? read : null;
  const source = years.find((each) => String(each.fiscalYear) === from);
  // What is closed stays closed: only a year that is over is offered.
  const mayClose = (each: Year): boolean => each.frozenAt === null && each.fiscalYear < me.fiscalYear;
  const open = useMutation({
    mutationFn: (fiscalYear: number) =>
      api.post(
        '/api/v1/plans/years',
        {
          fiscalYear,
          from: source?.fiscalYear ?? null,
          freeze: freeze && source !== undefined && mayClose(source),
        },
        YearOpened,
      ),
    meta: { quiet: true },
    onSuccess: async (opened, fiscalYear) => {
      toast(t('opened', { year: yearName(fiscalYear) }));
      await queryClient.invalidateQueries({ queryKey: ['plans'] });
      if (opened.doubts.length === 0) leave(fiscalYear);
    },
  });
  const leave = (fiscalYear: number) => {
    onClose();
    void navigate({ to: '/plans', search: { year: fiscalYear } });
  };
  if (open.data !== undefined && open.data.doubts.length > 0) {
    return <LeftToDecide opened={open.data} onClose={() => leave(open.variables)} />;
  }
  return (
    <FormDialog
      title={t('newYear')}
      submit={t('open')}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (year !== null) open.mutate(year);
      }}
      isPending={open.isPending}
      fault={open.error?.message ?? null}
    >
      <TextField
        label={t('newYearWhich')}
        value={typed}
        onChange={setTyped}
        inputMode="numeric"
        autoFocus
        {...(tried && year === null ? { error: t('wrongYear') } : {})}
      />
      <Select
        label={t('newYearFrom')}
        help={t('newYearHelp')}
        value={from}
        onChange={setFrom}
        options={[
          ...years.map((each) => ({
            id: String(each.fiscalYear),
            label: t('yearName', { year: yearName(each.fiscalYear) }),
          })),
          { id: EMPTY, label: t('newYearEmpty') },
        ]}
      />
      {source !== undefined && mayClose(source) ? (
        <Checkbox isSelected={freeze} onChange={setFreeze}>
          {t('newYearFreeze', { year: yearName(source.fiscalYear) })}
        </Checkbox>
      ) : null}
    </FormDialog>
  );
}

function LeftToDecide({ opened, onClose }: { opened: YearOpened; onClose: () => void }) {
  return (
    <Dialog
      title={t('notCarried')}
      isOpen
      onClose={onClose}
      width="wide"
      actions={
        <Button look="primary" onPress={onClose}>
          {t('goOn')}
        </Button>
      }
    >
      <p className="mb-2 text-ink-soft">{t('notCarriedBody')}</p>
      <ul className="flex flex-col gap-2">
        {opened.doubts.map((doubt) => (
          <li
            key={`${doubt.code} ${doubt.systemNo} ${doubt.stepNo} ${doubt.text}`}
            className="rounded-control border border-line px-3 py-2"
          >
            <span className="font-semibold">{t(doubt.code)}</span>
            <span className="block text-14 text-ink-soft">
              {t('stepOf', { system: String(doubt.systemNo), step: doubt.stepNo })} · {doubt.text}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
