import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import FileSearch from 'lucide-react/icons/file-search';
import { useState } from 'react';
import { DraftImport } from '../../../../modules/plans/contract.ts';
import { unreadableWords } from '../../../../modules/plans/import/contract.ts';
import { Button, buttonFace } from '../../../components/button.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FileDrop } from '../../../components/file-drop.tsx';
import { FormFault } from '../../../components/form-fault.tsx';
import { Page } from '../../../components/page.tsx';
import { Tabs } from '../../../components/tabs.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { ApiError, api } from '../../../lib/api.ts';
import { language } from '../../../lib/i18n.ts';
import { can, useMe } from '../../../lib/me.ts';
import { t as shared } from '../words.ts';
import { ReviewPanel } from './review-panel.tsx';
import { t } from './words.ts';

const KINDS = [
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/csv',
  'text/plain',
  // What Windows with Excel calls a CSV file.
  'application/vnd.ms-excel',
];

/** A document becomes a draft; a person corrects it; then it is kept. */
export function ImportPage() {
  const mayEdit = can(useMe(), 'plan.edit');
  const [way, setWay] = useState('paste');
  const [text, setText] = useState('');
  const [files, setFiles] = useState<File[]>([]);
  const [tried, setTried] = useState(false);
  const [isCorrected, setIsCorrected] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const [file] = files;
  const read = useMutation({
    mutationFn: () => {
      if (way === 'paste' || file === undefined) return api.post('/api/v1/plans/import/read', { text }, DraftImport);
      const form = new FormData();
      form.append('file', file, file.name);
      return api.post('/api/v1/plans/import/read', form, DraftImport);
    },
    meta: { quiet: true },
  });
  const lacks = way === 'paste' ? text.trim() === '' : file === undefined;
  const draft = read.data;
  const readAnother = () => {
    read.reset();
    setTried(false);
    setIsCorrected(false);
    setIsAsking(false);
  };
  const again = <Button onPress={() => (isCorrected ? setIsAsking(true) : readAnother())}>{t('again')}</Button>;
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      width={draft === undefined ? 'wide' : 'full'}
      actions={
        <>
          {draft === undefined ? null : again}
          <Link to="/plans" className={buttonFace()}>
            {shared('backToBoard')}
          </Link>
        </>
      }
    >
      {mayEdit ? null : <p className="text-ink-soft">{t('notAllowed')}</p>}
      {draft === undefined && mayEdit ? (
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (!lacks && !read.isPending) read.mutate();
          }}
        >
          <Tabs
            label={t('how')}
            value={way}
            onChange={setWay}
            tabs={[
              {
                id: 'paste',
                label: t('paste'),
                panel:
                  way === 'paste' ? (
                    <TextArea
                      label={t('text')}
                      help={t('textHelp')}
                      rows={10}
                      value={text}
                      onChange={setText}
                      {...(tried && lacks ? { error: t('needText') } : {})}
                    />
                  ) : null,
              },
              {
                id: 'upload',
                label: t('upload'),
                panel:
                  way === 'upload' ? (
                    <>
                      <FileDrop
                        label={t('file')}
                        help={t('fileHelp')}
                        files={files}
                        onChange={setFiles}
                        maxFiles={1}
                        accept={KINDS}
                      />
                      {tried && lacks ? <FormFault>{t('needText')}</FormFault> : null}
                    </>
                  ) : null,
              },
            ]}
          />
          {read.error === null ? null : <FormFault>{saidOf(read.error)}</FormFault>}
          <div>
            <Button look="primary" type="submit" isPending={read.isPending}>
              {t('read')}
            </Button>
          </div>
        </form>
      ) : null}
      {draft?.systems.length === 0 ? (
        <EmptyState icon={FileSearch} title={t('nothing')} action={again}>
          {t('nothingBody')}
        </EmptyState>
      ) : null}
      {draft === undefined || draft.systems.length === 0 ? null : (
        <ReviewPanel draft={draft} onCorrected={setIsCorrected} />
      )}
      <ConfirmDialog
        title={t('againTitle')}
        isOpen={isAsking}
        confirm={t('againConfirm')}
        isDanger
        onConfirm={readAnother}
        onClose={() => setIsAsking(false)}
      >
        {t('againBody')}
      </ConfirmDialog>
    </Page>
  );
}

/** Why this document cannot be read, where the server says so; what it takes elsewhere (pictures, PDF) is another matter. */
const saidOf = (error: Error): string =>
  (error instanceof ApiError ? unreadableWords(error.detail, language()) : null) ?? error.message;
