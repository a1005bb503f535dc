import CircleCheck from 'lucide-react/icons/circle-check';
import Plus from 'lucide-react/icons/plus';
import Printer from 'lucide-react/icons/printer';
import { useEffect, useRef } from 'react';
import type { z } from 'zod';
import type { IntakeDone } from '../../../modules/complaints/contract.ts';
import { formatDay } from '../../../thai/index.ts';
import { Button, buttonFace } from '../../components/button.tsx';
import { KeyboardHint } from '../../components/keyboard-hint.tsx';
import { language } from '../../lib/i18n.ts';
import { can, useMe } from '../../lib/me.ts';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { minutes } from './call-timer.tsx';
import { t } from './words.ts';

type Props = { done: z.infer<typeof IntakeDone>; tookMs: number | null; onNew: () => void };

/** What is read aloud to the caller: the number, the code in groups of four, and the day of the answer. */
export function DonePanel({ done, tookMs, onNew }: Props) {
  const me = useMe();
  const head = useRef<HTMLHeadingElement>(null);
  const receipt = `/api/v1/complaints/${done.id}/receipt.pdf`;
  const seesRegister = can(me, 'complaint.list');
  useEffect(() => head.current?.focus(), []);
  useShortcuts([
    { keys: 'n', label: () => t('again'), group: () => t('title'), run: onNew },
    { keys: 'p', label: () => t('print'), group: () => t('title'), run: () => void window.open(receipt, '_blank') },
  ]);
  const groups = done.trackingCode.match(/.{1,4}/g) ?? [];
  return (
    <section className="card flex max-w-3xl flex-col gap-4 p-5 sm:p-7" aria-labelledby="registered">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2
          id="registered"
          ref={head}
          tabIndex={-1}
          className="flex items-center gap-2 text-22 text-done outline-none focus-visible:outline-none"
        >
          <CircleCheck size={26} aria-hidden />
          {t(done.status === 'closed' ? 'doneClosed' : 'done')}
        </h2>
        {tookMs === null ? null : (
          <span className="text-14 text-ink-soft tabular-nums">{t('took', { time: minutes(tookMs) })}</span>
        )}
      </div>
      <p className="font-head font-semibold text-ink-soft">{t('readAloud')}</p>
      <dl className="grid gap-4">
        <div>
          <dt className="text-ink-soft">{t('number')}</dt>
          <dd className="register-number text-36 font-semibold">{done.number}</dd>
        </div>
        <div>
          <dt className="text-ink-soft">{t('code')}</dt>
          <dd className="flex flex-wrap gap-2 text-22 sm:gap-4 sm:text-28 font-semibold tracking-wider tabular-nums">
            {groups.map((group, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: groups of one fixed code.
              <span key={at} className="rounded-control bg-sunken px-2">
                {group}
              </span>
            ))}
          </dd>
          <dd className="mt-1 text-14 text-ink-soft">{t('codeHelp')}</dd>
        </div>
        <div>
          <dt className="text-ink-soft">{t('due')}</dt>
          <dd className="text-22 font-semibold">
            {done.citizenDueOn === null || done.status === 'closed'
              ? t('noDue')
              : formatDay(done.citizenDueOn, { style: 'weekday', lang: language() })}
          </dd>
        </div>
      </dl>
      {done.noted ? <p className="rounded-control bg-note px-3 py-2">{t('noted')}</p> : null}
      {seesRegister ? null : <p className="rounded-control bg-note px-3 py-2">{t('cannotSee')}</p>}
      <div className="flex flex-wrap items-center gap-2" data-print="no">
        <Button look="primary" onPress={onNew} icon={<Plus size={18} aria-hidden />} aria-keyshortcuts="n">
          {t('again')}
          <KeyboardHint keys="n" />
        </Button>
        <a href={receipt} target="_blank" rel="noreferrer" aria-keyshortcuts="p" className={buttonFace()}>
          <Printer size={18} aria-hidden />
          {t('print')}
          <KeyboardHint keys="p" />
        </a>
        {seesRegister ? (
          <a href={`/console/cases/${done.id}`} className={buttonFace('quiet')}>
            {t('open')}
          </a>
        ) : null}
      </div>
    </section>
  );
}
