import { getRouteApi, Navigate, useLocation } from '@tanstack/react-router';
import Plus from 'lucide-react/icons/plus';
import GanttChart from 'lucide-react/icons/square-chart-gantt';
import Trash2 from 'lucide-react/icons/trash-2';
import { useEffect } from 'react';
import { v4 } from 'uuid';
import { PlanContent, type PlanDocument } from '../../../../modules/plans/contract.ts';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { yearName } from '../../../lib/fiscal-year.ts';
import { today } from '../../../lib/today.ts';
import { DocumentPage } from '../editor/document-page.tsx';
import { useRights } from '../editor/editor-bar.tsx';
import { planOf, planTree } from '../editor/plan-tree.ts';
import { type Editor, type Tools, useEditor } from '../editor/use-editor.ts';
import { WithDocument } from '../editor/with-document.tsx';
import { MonthHeads } from '../month-strip.tsx';
import { monthOfDay } from '../months.ts';
import { t as shared } from '../words.ts';
import { MoneyField } from './money-field.tsx';
import { addOutput, addStep, moveStep, removeOutput, removeStep, setOutput, setStep } from './plan-edits.ts';
import { PlanView } from './plan-view.tsx';
import { StepCard } from './step-card.tsx';
import { t } from './words.ts';

const route = getRouteApi('/shell/plans/documents/$id');
const TOOLS: Tools<PlanContent> = {
  tree: planTree,
  content: planOf,
  of: (document) => (document.kind === 'plan' ? document.content : null),
  body: (content) => ({ kind: 'plan', content }),
};
const readPlan = (content: unknown): PlanContent | null => PlanContent.safeParse(content).data ?? null;

/** One action plan, to edit or to read. */
export function PlanPage() {
  const { id } = route.useParams();
  return (
    <WithDocument id={id} title={shared('plan')}>
      {(document, isFrozen) =>
        document.kind === 'chart' ? (
          <Navigate to="/plans/charts/$id" params={{ id }} replace />
        ) : (
          <Plan key={id} document={document} isFrozen={isFrozen} />
        )
      }
    </WithDocument>
  );
}

function Plan({ document: plan, isFrozen }: { document: PlanDocument; isFrozen: boolean }) {
  const { fiscalYear } = plan;
  const rights = useRights(isFrozen);
  const editor = useEditor(plan, plan.content, TOOLS);
  const now = monthOfDay(fiscalYear, today());
  const { hash } = useLocation();
  // The step that a link names is on the page only now, after the router has looked for it.
  useEffect(() => document.getElementById(hash)?.scrollIntoView({ block: 'center' }), [hash]);
  return (
    <DocumentPage
      document={plan}
      editor={editor}
      rights={rights}
      unnamed={shared('plan')}
      lead={t('title', { year: yearName(fiscalYear) })}
      read={readPlan}
      show={(shown) => <PlanView plan={shown} fiscalYear={fiscalYear} now={now} heading="h3" />}
    >
      {rights.mayEdit ? (
        <PlanForm editor={editor} fiscalYear={fiscalYear} now={now} />
      ) : (
        <PlanView plan={editor.content} fiscalYear={fiscalYear} now={now} heading="h2" />
      )}
    </DocumentPage>
  );
}

type FormProps = { editor: Editor<PlanContent>; fiscalYear: number; now: number };
function PlanForm({ editor: { content, edit }, fiscalYear, now }: FormProps) {
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t('planTitle')}
          value={content.title}
          maxLength={2000}
          onChange={(title) => edit((plan) => ({ ...plan, title }), 'title')}
        />
        <TextField
          label={t('owner')}
          value={content.owner}
          maxLength={2000}
          onChange={(owner) => edit((plan) => ({ ...plan, owner }), 'owner')}
        />
      </div>
      {content.outputs.length === 0 ? (
        <EmptyState icon={GanttChart} title={t('empty')}>
          {t('emptyBody')}
        </EmptyState>
      ) : (
        <p className="text-14 text-ink-soft">{t('howTo')}</p>
      )}
      {content.outputs.map((output) => (
        <section
          key={output.id}
          aria-label={`${t('output')} ${output.no}`}
          className="card flex flex-col gap-2 p-3 sm:p-4"
        >
          <div className="grid gap-3 sm:grid-cols-[4rem_1fr_auto]">
            <TextField
              label={t('outputNo')}
              value={output.no}
              maxLength={10}
              onChange={(no) => edit((plan) => setOutput(plan, output.id, { no }), `${output.id} no`)}
            />
            <TextArea
              label={t('output')}
              rows={1}
              value={output.output}
              maxLength={2000}
              onChange={(text) => edit((plan) => setOutput(plan, output.id, { output: text }), `${output.id} output`)}
            />
            <div className="sm:pt-7">
              <IconButton
                label={t('removeOutput', { no: output.no })}
                icon={<Trash2 size={18} aria-hidden />}
                onPress={() => edit((plan) => removeOutput(plan, output.id))}
              />
            </div>
          </div>
          <div className="grid items-end gap-3 sm:grid-cols-3">
            <TextField
              label={t('budgetText')}
              help={t('budgetTextHelp')}
              value={output.budgetText}
              maxLength={200}
              onChange={(budgetText) =>
                edit((plan) => setOutput(plan, output.id, { budgetText }), `${output.id} budget`)
              }
            />
            <MoneyField
              label={t('budgetPlanned')}
              value={output.budgetPlanned}
              onChange={(budgetPlanned) =>
                edit((plan) => setOutput(plan, output.id, { budgetPlanned }), `${output.id} money`)
              }
            />
            <TextField
              label={t('unit')}
              value={output.unit}
              maxLength={2000}
              onChange={(unit) => edit((plan) => setOutput(plan, output.id, { unit }), `${output.id} unit`)}
            />
          </div>
          <div className="grid gap-x-4 max-lg:hidden lg:grid-cols-[minmax(18rem,2fr)_minmax(34rem,5fr)]">
            <span />
            <MonthHeads fiscalYear={fiscalYear} now={now} />
          </div>
          <ol className="flex flex-col">
            {output.steps.map((step) => (
              <StepCard
                key={step.id}
                step={step}
                fiscalYear={fiscalYear}
                now={now}
                onChange={(part, field) =>
                  edit((plan) => setStep(plan, step.id, part), field === undefined ? undefined : `${step.id} ${field}`)
                }
                onMove={(by) => edit((plan) => moveStep(plan, step.id, by))}
                onRemove={() => edit((plan) => removeStep(plan, step.id))}
              />
            ))}
          </ol>
          <div>
            <Button
              size="small"
              icon={<Plus size={16} aria-hidden />}
              onPress={() => edit((plan) => addStep(plan, output.id, v4()))}
            >
              {t('addStep')}
            </Button>
          </div>
        </section>
      ))}
      <div>
        <Button icon={<Plus size={18} aria-hidden />} onPress={() => edit((plan) => addOutput(plan, v4()))}>
          {t('addOutput')}
        </Button>
      </div>
    </>
  );
}
