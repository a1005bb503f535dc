import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import ChevronDown from 'lucide-react/icons/chevron-down';
import Trash2 from 'lucide-react/icons/trash-2';
import { useState } from 'react';
import type { PlanStep } from '../../../../modules/plans/contract.ts';
import { Button } from '../../../components/button.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { useMe } from '../../../lib/me.ts';
import { ArrowEditor } from './arrow-editor.tsx';
import { settle } from './arrows.ts';
import { DoubtCard } from './doubt-card.tsx';
import { acceptStep } from './plan-edits.ts';
import { StepDetails } from './step-details.tsx';
import { StepDoubts } from './step-doubts.tsx';
import { t } from './words.ts';

type Props = {
  step: PlanStep;
  fiscalYear: number;
  now: number;
  onChange: (part: Partial<PlanStep>, field?: string) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
};

/** One step: its words, its arrows, what is doubtful about them, and its details when they are asked for. */
export function StepCard({ step, fiscalYear, now, onChange, onMove, onRemove }: Props) {
  const me = useMe();
  const [open, setOpen] = useState(false);
  const { no } = step;
  return (
    <li id={`step-${step.id}`} className="flex flex-col gap-2 border-t border-line py-3">
      <div className="grid gap-x-4 gap-y-2 lg:grid-cols-[minmax(18rem,2fr)_minmax(34rem,5fr)]">
        <div className="grid grid-cols-[4rem_1fr] gap-2">
          <TextField label={t('stepNo')} value={no} maxLength={10} onChange={(next) => onChange({ no: next }, 'no')} />
          <TextArea
            label={t('stepText')}
            rows={1}
            maxLength={2000}
            value={step.text}
            onChange={(text) => onChange({ text }, 'text')}
          />
        </div>
        <div className="lg:pt-7">
          <ArrowEditor
            no={no}
            fiscalYear={fiscalYear}
            now={now}
            arrows={step.arrows}
            onChange={(arrows) => onChange({ arrows })}
          />
        </div>
      </div>
      {step.arrows.map((arrow) => (
        <DoubtCard
          key={arrow.id}
          arrow={arrow}
          onSettle={(span) =>
            onChange({ arrows: settle(step.arrows, arrow.id, span, me.user.name, new Date().toISOString()) })
          }
        />
      ))}
      <StepDoubts
        doubts={step.doubts ?? []}
        onLeave={(code) => {
          const settled = { at: new Date().toISOString(), by: me.user.name };
          onChange({
            doubts: step.doubts?.map((doubt) => (doubt.code === code ? { ...doubt, settled } : doubt)) ?? [],
          });
        }}
      />
      <div className="flex flex-wrap items-center gap-1">
        <Button
          size="small"
          look="quiet"
          aria-expanded={open}
          aria-label={t('details', { no })}
          icon={<ChevronDown size={16} className={open ? 'rotate-180' : ''} aria-hidden />}
          onPress={() => setOpen(!open)}
        >
          {t('detailsShort')}
        </Button>
        {step.origin === 'proposal' ? (
          <>
            <span className="rounded-full border border-dashed border-soon px-2 text-14 text-soon">
              {t('proposal')}
            </span>
            <Button size="small" onPress={() => onChange(acceptStep(step))}>
              {t('accept')}
            </Button>
          </>
        ) : null}
        <span className="ms-auto flex">
          <IconButton label={t('moveUp', { no })} icon={<ArrowUp size={18} aria-hidden />} onPress={() => onMove(-1)} />
          <IconButton
            label={t('moveDown', { no })}
            icon={<ArrowDown size={18} aria-hidden />}
            onPress={() => onMove(1)}
          />
          <IconButton label={t('removeStep', { no })} icon={<Trash2 size={18} aria-hidden />} onPress={onRemove} />
        </span>
      </div>
      {open ? <StepDetails step={step} onChange={onChange} /> : null}
    </li>
  );
}
