import { Link } from '@tanstack/react-router';
import { t } from '../lib/words/t.ts';
import { buttonFace } from './button.tsx';
import { Page } from './page.tsx';

/** There is nothing at this address: a way on is offered. */
export function MissingPage() {
  return (
    <Page title={t('notFoundTitle')} lead={t('notFoundBody')} width="text">
      <div>
        <Link to="/" className={buttonFace('primary')}>
          {t('backHome')}
        </Link>
      </div>
    </Page>
  );
}
