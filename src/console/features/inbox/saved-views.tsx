import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Bookmark from 'lucide-react/icons/bookmark';
import BookmarkPlus from 'lucide-react/icons/bookmark-plus';
import Trash2 from 'lucide-react/icons/trash-2';
import { type SyntheticEvent, useState } from 'react';
import { z } from 'zod';
import { type NewSavedView, SavedView } from '../../../modules/complaints/contract.ts';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/checkbox.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Menu } from '../../components/menu.tsx';
import { TextField } from '../../components/text-field.tsx';
import { api, nothing } from '../../lib/api.ts';
import { can, useMe } from '../../lib/me.ts';
import { toast } from '../../lib/toast.ts';
import { t as shared } from '../../lib/words/t.ts';
import type { InboxPlace } from './inbox-place.ts';
import { filterOf } from './inbox-search.ts';
import { useLayout } from './use-layout.ts';
import { t } from './words.ts';

const queryKey = ['views'];

/** Filters with a name, and how they are shown: one's own, and those that colleagues share. */
export function SavedViews({ place }: { place: InboxPlace }) {
  const me = useMe();
  const mayKeep = can(me, 'view.keep');
  const [isSaving, setSaving] = useState(false);
  const [layout, setLayout] = useLayout();
  const queryClient = useQueryClient();
  const { data: views = [] } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get('/api/v1/views', z.array(SavedView), { signal }),
    enabled: mayKeep,
  });
  const again = () => queryClient.invalidateQueries({ queryKey });
  const save = useMutation({
    mutationFn: (view: NewSavedView) => api.post('/api/v1/views', view, SavedView),
    onSuccess: again,
  });
  const remove = useMutation({
    mutationFn: (view: SavedView) => api.remove(`/api/v1/views/${view.id}`, nothing),
    onSuccess: (_, { id: _id, mine: _mine, removable: _removable, ...removed }) => {
      void again();
      toast(t('viewRemoved', { name: removed.name }), { undo: () => save.mutate(removed) });
    },
  });
  if (!mayKeep) return null;
  const removable = views.filter((view) => view.removable);
  return (
    <>
      <Menu
        label={t('saved')}
        trigger={
          <Button size="small" icon={<Bookmark size={15} aria-hidden />}>
            {t('saved')}
          </Button>
        }
        groups={[
          {
            id: 'views',
            actions: views.map((view) => ({
              id: view.id,
              label: view.shared ? `${view.name} (${t('sharedBy')})` : view.name,
              run: () => {
                place.go({ ...view.filter, case: place.search.case });
                if (view.layout !== null) setLayout(view.layout);
              },
            })),
          },
          {
            id: 'keep',
            actions: [
              {
                id: 'save',
                label: t('saveView'),
                icon: <BookmarkPlus size={17} aria-hidden />,
                run: () => setSaving(true),
              },
            ],
          },
          {
            id: 'remove',
            actions: removable.map((view) => ({
              id: `remove ${view.id}`,
              label: t('removeView', { name: view.name }),
              icon: <Trash2 size={17} aria-hidden />,
              isDanger: true,
              run: () => remove.mutate(view),
            })),
          },
        ].filter((group) => group.actions.length > 0)}
      />
      <SaveDialog
        isOpen={isSaving}
        onClose={() => setSaving(false)}
        isPending={save.isPending}
        onSave={(name, isShared) =>
          save.mutate(
            { name, shared: isShared, filter: filterOf(place.search, place.fallback), layout },
            {
              onSuccess: () => {
                setSaving(false);
                toast(t('viewSaved', { name }));
              },
            },
          )
        }
      />
    </>
  );
}

type SaveProps = {
  isOpen: boolean;
  onClose: () => void;
  isPending: boolean;
  onSave: (name: string, shared: boolean) => void;
};

function SaveDialog({ isOpen, onClose, isPending, onSave }: SaveProps) {
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (name.trim() !== '' && !isPending) onSave(name.trim(), isShared);
  };
  return (
    <Dialog
      title={t('saveTitle')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{shared('cancel')}</Button>
          <Button look="primary" type="submit" form="save-view" isPending={isPending}>
            {shared('save')}
          </Button>
        </>
      }
    >
      <form id="save-view" onSubmit={submit} className="flex flex-col gap-3">
        <p className="text-ink-soft">{t('saveBody')}</p>
        <TextField
          label={t('viewName')}
          help={t('viewNameHelp')}
          value={name}
          onChange={setName}
          maxLength={80}
          isRequired
          autoFocus
        />
        <Checkbox isSelected={isShared} onChange={setShared}>
          {t('share')}
        </Checkbox>
      </form>
    </Dialog>
  );
}
