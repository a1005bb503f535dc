import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PlansDocument } from '../../../../modules/plans/contract.ts';
import { buttonFace } from '../../../components/button.tsx';
import { Page } from '../../../components/page.tsx';
import { t as shared } from '../words.ts';
import { EditorBar, type useRights } from './editor-bar.tsx';
import type { Editor } from './use-editor.ts';

type Props<C> = {
  document: PlansDocument;
  editor: Editor<C>;
  rights: ReturnType<typeof useRights>;
  /** What it is called while it has no title. */
  unnamed: string;
  lead: string;
  read: (content: unknown) => C | null;
  show: (content: C) => ReactNode;
  children: ReactNode;
};

/** The page of a chart or a plan: its name and year, the way back, the editor's bar, and why it may not be changed. */
export function DocumentPage<C extends { title: string }>({
  document,
  editor,
  rights,
  unnamed,
  lead,
  read,
  show,
  children,
}: Props<C>) {
  const { mayEdit, mayApprove, why } = rights;
  return (
    <Page
      title={editor.content.title === '' ? unnamed : editor.content.title}
      lead={lead}
      width="full"
      actions={
        <Link to="/plans" search={{ year: document.fiscalYear }} className={buttonFace()}>
          {shared('backToBoard')}
        </Link>
      }
    >
      <EditorBar
        document={document}
        editor={editor}
        mayEdit={mayEdit}
        mayApprove={mayApprove}
        read={read}
        show={show}
      />
      {why === null ? null : <p className="text-ink-soft">{why}</p>}
      {children}
    </Page>
  );
}
