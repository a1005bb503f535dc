import { Page } from '../../../components/page.tsx';
import { Tabs } from '../../../components/tabs.tsx';
import { ReadOnlyNote, useMayEdit } from '../may-edit.tsx';
import { t as settings } from '../words.ts';
import { HolidaysPanel } from './holidays-panel.tsx';
import { HoursPanel } from './hours-panel.tsx';
import { RulesPanel } from './rules-panel.tsx';
import { t } from './words.ts';

export function ClockPage() {
  const mayEdit = useMayEdit();
  return (
    <Page title={settings('clock')} lead={settings('clockHelp')}>
      {mayEdit ? null : <ReadOnlyNote />}
      <Tabs
        label={settings('clock')}
        tabs={[
          { id: 'rules', label: t('rules'), panel: <RulesPanel mayEdit={mayEdit} /> },
          { id: 'hours', label: t('hours'), panel: <HoursPanel mayEdit={mayEdit} /> },
          { id: 'holidays', label: t('holidays'), panel: <HolidaysPanel mayEdit={mayEdit} /> },
        ]}
      />
    </Page>
  );
}
