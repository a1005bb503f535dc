import { getRouteApi, Navigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ChartContent, type ChartDocument, type ChartItem, COLUMNS } from '../../../../modules/plans/contract.ts';
import { Button } from '../../../components/button.tsx';
import { Tabs } from '../../../components/tabs.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { yearName } from '../../../lib/fiscal-year.ts';
import { chartOf, chartTree } from '../editor/chart-tree.ts';
import { DocumentPage } from '../editor/document-page.tsx';
import { useRights } from '../editor/editor-bar.tsx';
import { type Editor, type Tools, useEditor } from '../editor/use-editor.ts';
import { WithDocument } from '../editor/with-document.tsx';
import { t as shared } from '../words.ts';
import { ChartColumn } from './chart-column.tsx';
import { acceptAll, itemOf, proposals, setItem } from './chart-edits.ts';
import { ChartTable, ChartView } from './chart-view.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { t } from './words.ts';

const route = getRouteApi('/shell/plans/charts/$id');
const TOOLS: Tools<ChartContent> = {
  tree: chartTree,
  content: chartOf,
  of: (document) => (document.kind === 'chart' ? document.content : null),
  body: (content) => ({ kind: 'chart', content }),
};
const readChart = (content: unknown): ChartContent | null => ChartContent.safeParse(content).data ?? null;

/** One SIPOC chart: as a chart, as the printed table, and to edit. */
export function ChartPage() {
  const { id } = route.useParams();
  return (
    <WithDocument id={id} title={shared('chart')}>
      {(document, isFrozen) =>
        document.kind === 'plan' ? (
          <Navigate to="/plans/documents/$id" params={{ id }} replace />
        ) : (
          <Chart key={id} document={document} isFrozen={isFrozen} />
        )
      }
    </WithDocument>
  );
}

function Chart({ document, isFrozen }: { document: ChartDocument; isFrozen: boolean }) {
  const { fiscalYear } = document;
  const rights = useRights(isFrozen);
  const { mayEdit } = rights;
  const editor = useEditor(document, document.content, TOOLS);
  const [view, setView] = useState(mayEdit ? 'edit' : 'chart');
  const { content } = editor;
  return (
    <DocumentPage
      document={document}
      editor={editor}
      rights={rights}
      unnamed={shared('chart')}
      lead={t('lead', { year: yearName(fiscalYear) })}
      read={readChart}
      show={(chart) => <ChartTable chart={chart} fiscalYear={fiscalYear} />}
    >
      <Tabs
        label={t('views')}
        value={view}
        onChange={setView}
        tabs={[
          ...(mayEdit
            ? [
                {
                  id: 'edit',
                  label: t('edit'),
                  panel: view === 'edit' ? <ChartForm editor={editor} fiscalYear={fiscalYear} /> : null,
                },
              ]
            : []),
          {
            id: 'chart',
            label: t('asChart'),
            panel: view === 'chart' ? <ChartView chart={content} fiscalYear={fiscalYear} /> : null,
          },
          {
            id: 'table',
            label: t('asTable'),
            panel: view === 'table' ? <ChartTable chart={content} fiscalYear={fiscalYear} /> : null,
          },
        ]}
      />
    </DocumentPage>
  );
}

function ChartForm({ editor, fiscalYear }: { editor: Editor<ChartContent>; fiscalYear: number }) {
  const { content, edit } = editor;
  const [editing, setEditing] = useState<string | null>(null);
  const [linking, setLinking] = useState<ChartItem | null>(null);
  const [focused, setFocused] = useState<{ id: string } | null>(null);
  useEffect(() => {
    if (focused === null) return;
    document.querySelector<HTMLElement>(`[role="row"][data-key="${focused.id}"]`)?.focus();
  }, [focused]);
  const waiting = proposals(content);
  const hands = {
    edit,
    editing,
    setLinking,
    setEditing: (id: string | null) => {
      if (id === null && editing !== null) setFocused({ id: editing });
      setEditing(id);
    },
    focus: (id: string) => setFocused({ id }),
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t('chartTitle')}
          value={content.title}
          maxLength={2000}
          onChange={(title) => edit((chart) => ({ ...chart, title }), 'title')}
        />
        <TextField
          label={t('owner')}
          value={content.owner}
          maxLength={2000}
          onChange={(owner) => edit((chart) => ({ ...chart, owner }), 'owner')}
        />
      </div>
      {waiting === 0 ? null : (
        <div className="flex flex-wrap items-center gap-3 rounded-control border border-dashed border-soon bg-soon-tint px-3 py-2 text-soon">
          <span className="min-w-0 grow">{t('proposals', { n: waiting })}</span>
          <Button size="small" onPress={() => edit(acceptAll)}>
            {t('acceptAll')}
          </Button>
        </div>
      )}
      <p className="text-14 text-ink-soft">{t('howTo')}</p>
      {/* What is done needs the most words. */}
      <div className="grid items-start gap-2 lg:grid-cols-[4fr_4fr_6fr_4fr_4fr] 2xl:gap-3">
        {COLUMNS.map((name) => (
          <ChartColumn key={name} name={name} chart={content} fiscalYear={fiscalYear} hands={hands} />
        ))}
      </div>
      {linking === null ? null : (
        <LinkDialog
          item={itemOf(content, linking.id) ?? linking}
          fiscalYear={fiscalYear}
          onSave={(link) => edit((chart) => setItem(chart, linking.id, { link }))}
          onClose={() => setLinking(null)}
        />
      )}
    </div>
  );
}
