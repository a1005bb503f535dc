import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical';
import GripVertical from 'lucide-react/icons/grip-vertical';
import Plus from 'lucide-react/icons/plus';
import { Button as AriaButton } from 'react-aria-components/Button';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { isTextDropItem, useDragAndDrop } from 'react-aria-components/useDragAndDrop';
import { v4 } from 'uuid';
import type { ChartContent, ChartItem, Column } from '../../../../modules/plans/contract.ts';
import { Button } from '../../../components/button.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Menu, type MenuAction } from '../../../components/menu.tsx';
import { acceptItem, addItem, type Direction, moveItem, type Place, placeItems, removeItem } from './chart-edits.ts';
import { ColumnHead, ItemWords } from './chart-view.tsx';
import { ItemForm } from './item-form.tsx';
import { t } from './words.ts';

const DRAGGED = 'application/x-sipoc-item';
const MOVES: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};
const MOVE_WORDS = { up: 'moveUp', down: 'moveDown', left: 'moveLeft', right: 'moveRight' } as const;

export type ChartHands = {
  edit: (next: (chart: ChartContent) => ChartContent, key?: string) => void;
  /** Which item is being written in. */
  editing: string | null;
  setEditing: (id: string | null) => void;
  setLinking: (item: ChartItem) => void;
  /** Which item the focus goes to once it stands in its new place. */
  focus: (id: string) => void;
};
type Props = { name: Column; chart: ChartContent; fiscalYear: number; hands: ChartHands };

/** One column: its items to drag, to move by keyboard, and to write in. */
export function ChartColumn({ name, chart, fiscalYear, hands }: Props) {
  const { edit, editing } = hands;
  const { blank, items } = chart.columns[name];
  const place = (ids: Iterable<unknown>, where: Omit<Place, 'column'>) =>
    edit((before) => placeItems(before, [...ids].map(String), { column: name, ...where }));
  const beside = (target: { key: unknown; dropPosition: string }) => ({
    next: String(target.key),
    position: target.dropPosition === 'after' ? ('after' as const) : ('before' as const),
  });
  const { dragAndDropHooks } = useDragAndDrop<ChartItem>({
    getItems: (_keys, dragged) => dragged.map(({ id, text }) => ({ [DRAGGED]: id, 'text/plain': text })),
    acceptedDragTypes: [DRAGGED],
    getDropOperation: () => 'move',
    onReorder: ({ keys, target }) => place(keys, beside(target)),
    onInsert: ({ items: dropped, target }) => void idsOf(dropped).then((ids) => place(ids, beside(target))),
    onRootDrop: ({ items: dropped }) =>
      void idsOf(dropped).then((ids) => place(ids, { next: null, position: 'before' })),
  });
  const move = (id: string, direction: Direction) => {
    edit((before) => moveItem(before, id, direction));
    hands.focus(id);
  };
  return (
    <section aria-label={t(name)} className="card flex min-w-0 flex-col gap-2 p-3 lg:p-2 2xl:p-3">
      <h2>
        <ColumnHead name={name} />
      </h2>
      {blank ? <p className="text-14 text-ink-faint">{t('blank')}</p> : null}
      {/* Before the list sees the key: Alt with an arrow moves the item, not the focus. */}
      <div
        role="presentation"
        onKeyDownCapture={(event) => {
          const id = rowOf(event.target);
          if (id === null || editing !== null) return;
          const direction = event.altKey ? MOVES[event.key] : undefined;
          if (direction !== undefined) move(id, direction);
          else if (event.key === 'F2') hands.setEditing(id);
          else if (event.key === 'Delete') edit((before) => removeItem(before, id));
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        <GridList
          aria-label={t(name)}
          items={items}
          dependencies={[editing, chart]}
          dragAndDropHooks={dragAndDropHooks}
          keyboardNavigationBehavior="tab"
          disallowTypeAhead
          onAction={(key) => hands.setEditing(String(key))}
          renderEmptyState={() => <p className="px-2 py-3 text-14 text-ink-faint">{t('empty')}</p>}
          className="flex min-h-12 flex-col gap-1.5 rounded-control data-drop-target:bg-primary-tint data-drop-target:outline-2 data-drop-target:outline-primary"
        >
          {(item) => (
            <GridListItem
              id={item.id}
              textValue={item.text === '' ? t('noText') : item.text}
              className={`rounded-control border bg-surface leading-normal data-dragging:opacity-50 ${item.origin === 'proposal' ? 'border-dashed border-soon' : 'border-line'}`}
            >
              {editing === item.id ? (
                <ItemForm item={item} edit={edit} onDone={() => hands.setEditing(null)} />
              ) : (
                <div className="flex items-start">
                  <AriaButton
                    slot="drag"
                    aria-label={t('drag', { name: item.text })}
                    className="grid h-8 w-8 shrink-0 cursor-grab lg:w-6 2xl:w-8 place-items-center rounded-[6px] text-ink-faint data-hovered:bg-hover"
                  >
                    <GripVertical size={16} aria-hidden />
                  </AriaButton>
                  <div className="min-w-0 grow py-1">
                    <ItemWords item={item} fiscalYear={fiscalYear} />
                    {item.origin === 'proposal' ? (
                      <Button size="small" onPress={() => edit((before) => acceptItem(before, item.id))}>
                        {t('accept')}
                      </Button>
                    ) : null}
                  </div>
                  <Menu
                    label={t('menu', { name: item.text })}
                    trigger={
                      <IconButton
                        label={t('menu', { name: item.text })}
                        icon={<EllipsisVertical size={16} aria-hidden />}
                      />
                    }
                    groups={[
                      { id: 'item', actions: actionsOf(item) },
                      { id: 'move', actions: movesOf(item) },
                    ]}
                  />
                </div>
              )}
            </GridListItem>
          )}
        </GridList>
      </div>
      <div>
        <Button
          size="small"
          look="quiet"
          icon={<Plus size={16} aria-hidden />}
          onPress={() => {
            const id = v4();
            edit((before) => addItem(before, name, id));
            hands.setEditing(id);
          }}
        >
          {t('add', { column: t(name) })}
        </Button>
      </div>
    </section>
  );

  function actionsOf(item: ChartItem): MenuAction[] {
    return [
      { id: 'edit', label: t('editItem'), keys: 'Enter', run: () => hands.setEditing(item.id) },
      { id: 'link', label: t('link'), run: () => hands.setLinking(item) },
      {
        id: 'remove',
        label: t('remove'),
        isDanger: true,
        run: () => edit((before) => removeItem(before, item.id)),
      },
    ];
  }
  function movesOf(item: ChartItem): MenuAction[] {
    return Object.values(MOVES).map((direction) => ({
      id: direction,
      label: t(MOVE_WORDS[direction]),
      run: () => move(item.id, direction),
    }));
  }
}

/** The row that a key was pressed on itself, not on a button within it. */
function rowOf(target: EventTarget): string | null {
  if (!(target instanceof HTMLElement) || target.getAttribute('role') !== 'row') return null;
  return target.dataset['key'] ?? null;
}

async function idsOf(dropped: readonly Parameters<typeof isTextDropItem>[0][]): Promise<string[]> {
  return Promise.all(dropped.filter(isTextDropItem).map((item) => item.getText(DRAGGED)));
}
