import Columns3 from 'lucide-react/icons/columns-3';
import { COLUMNS, type InboxLayout } from '../../../modules/complaints/contract.ts';
import { Button } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { t } from './words.ts';

/** List or table, and which columns the table has. */
export function LayoutMenu({ layout, onChange }: { layout: InboxLayout; onChange: (layout: InboxLayout) => void }) {
  const { shape, columns } = layout;
  return (
    <Menu
      label={t('layout')}
      trigger={
        <Button size="small" look="quiet" icon={<Columns3 size={16} aria-hidden />}>
          {t('layout')}
        </Button>
      }
      groups={[
        {
          id: 'shape',
          actions: (['list', 'table'] as const).map((each) => ({
            id: each,
            label: t(`shape-${each}`),
            isChosen: shape === each,
            run: () => onChange({ ...layout, shape: each }),
          })),
        },
        ...(shape === 'list'
          ? []
          : [
              {
                id: 'columns',
                heading: t('columns'),
                actions: COLUMNS.map((name) => ({
                  id: name,
                  label: t(`column-${name}`),
                  isChosen: columns.includes(name),
                  run: () =>
                    onChange({
                      ...layout,
                      columns: columns.includes(name) ? columns.filter((each) => each !== name) : [...columns, name],
                    }),
                })),
              },
            ]),
      ]}
    />
  );
}
