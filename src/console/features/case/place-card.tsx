import { lazy, Suspense } from 'react';
import type { CaseView } from '../../../modules/complaints/contract.ts';
import { ShownWords } from '../../components/shown-words.tsx';
import { caseWords } from '../../lib/case-words.ts';
import { namedOn, useNames } from '../../lib/directory.ts';
import { hiding } from './deidentified-words.ts';
import { SideCard } from './side-card.tsx';
import { t } from './words.ts';

const PlaceMap = lazy(() => import('./place-map.tsx').then((file) => ({ default: file.PlaceMap })));

export function PlaceCard({ view: { row, placeText, latitude, longitude, deidentified } }: { view: CaseView }) {
  const names = useNames();
  const words = [placeText, names.community(row.communityId, namedOn(row))].filter((part) => part !== '');
  const point = latitude === null || longitude === null ? null : `${latitude.toFixed(5)},${longitude.toFixed(5)}`;
  return (
    <SideCard title={t('place')}>
      <p className="[overflow-wrap:anywhere]">
        <ShownWords>{words.length === 0 ? caseWords('noPlace') : words.join(' · ')}</ShownWords>
      </p>
      {point === null || latitude === null || longitude === null ? null : (
        <>
          <Suspense fallback={<div className="h-44 rounded-control bg-hover" />}>
            <PlaceMap latitude={latitude} longitude={longitude} />
          </Suspense>
          <p className="flex flex-wrap gap-x-3 text-14 text-ink-soft">
            <span className="tabular-nums">
              {deidentified?.why === 'role' ? hiding('near') : t('coordinates', { at: point.replace(',', ', ') })}
            </span>
            <a
              href={`https://www.google.com/maps/search/?api=1&query=${point}`}
              target="_blank"
              rel="noreferrer"
              className="text-primary underline underline-offset-4"
            >
              {t('openMap')}
            </a>
          </p>
        </>
      )}
    </SideCard>
  );
}
