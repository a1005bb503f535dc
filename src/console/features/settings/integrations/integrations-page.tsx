import { useState } from 'react';
import { Page } from '../../../components/page.tsx';
import { Tabs } from '../../../components/tabs.tsx';
import { Open311Panel } from './open311-panel.tsx';
import { WebhooksPanel } from './webhooks-panel.tsx';
import { WidgetPanel } from './widget-panel.tsx';
import { t } from './words.ts';

/** The machine-to-machine doors: who is told, who may read and file, and the button for other sites. */
export function IntegrationsPage() {
  const [tab, setTab] = useState('webhooks');
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Tabs
        label={t('title')}
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'webhooks', label: t('webhooks'), panel: <WebhooksPanel /> },
          { id: 'open311', label: t('open311'), panel: <Open311Panel /> },
          { id: 'widget', label: t('widget'), panel: <WidgetPanel /> },
        ]}
      />
    </Page>
  );
}
