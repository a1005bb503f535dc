import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import KeyRound from 'lucide-react/icons/key-round';
import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
import { z } from 'zod';
import { ApiKeyMade, ApiKeyView } from '../../../../modules/people/contract.ts';
import { formatInstant } from '../../../../thai/index.ts';
import { Asked } from '../../../components/asked.tsx';
import { Button } from '../../../components/button.tsx';
import { Checkbox } from '../../../components/checkbox.tsx';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { Page } from '../../../components/page.tsx';
import { Table } from '../../../components/table.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { api, nothing } from '../../../lib/api.ts';
import { sentenceOf } from '../../../lib/field-problem.ts';
import { language } from '../../../lib/i18n.ts';
import { SecretOnce } from '../secret-once.tsx';
import { t as settings } from '../words.ts';
import { t } from './words.ts';

type Key = z.infer<typeof ApiKeyView>;
type Made = z.infer<typeof ApiKeyMade>;
type Open = { what: 'add' } | { what: 'made'; made: Made } | { what: 'revoke'; key: Key } | null;
const KEYS = ['api-keys'];

const instant = (at: string): string => formatInstant(new Date(at), { lang: language() });

export function ApiKeysPage() {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<Open>(null);
  const asked = useQuery({
    queryKey: KEYS,
    queryFn: ({ signal }) => api.get('/api/v1/api-keys', z.array(ApiKeyView), { signal }),
  });
  const revoke = useMutation({
    mutationFn: (id: string) => api.remove(`/api/v1/api-keys/${id}`, nothing),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: KEYS });
      setOpen(null);
    },
  });
  const leaving = open?.what === 'revoke' ? open.key : null;
  return (
    <Page
      title={settings('apiKeys')}
      lead={settings('apiKeysHelp')}
      actions={
        <Button look="primary" icon={<Plus size={18} aria-hidden />} onPress={() => setOpen({ what: 'add' })}>
          {t('addKey')}
        </Button>
      }
    >
      <Asked query={asked} rows={4}>
        {(data) =>
          data.length === 0 ? (
            <EmptyState icon={KeyRound} title={t('noKeys')}>
              {t('keysEmpty')}
            </EmptyState>
          ) : (
            <Table
              caption={settings('apiKeys')}
              stacked
              rows={data}
              keyOf={({ id }) => id}
              columns={[
                { id: 'name', header: t('keyName'), isRowHeader: true, cell: ({ name }) => name },
                { id: 'prefix', header: t('keyPrefix'), cell: ({ prefix }) => <code>{prefix}…</code> },
                {
                  id: 'limit',
                  header: t('keyLimit'),
                  cell: (key) => t(key.withoutLimit ? 'keyUnlimited' : 'keyLimited'),
                },
                { id: 'made', header: t('keyMade'), cell: ({ createdAt }) => instant(createdAt) },
                {
                  id: 'used',
                  header: t('keyUsed'),
                  cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('keyNever') : instant(lastUsedAt)),
                },
                {
                  id: 'actions',
                  header: settings('actions'),
                  align: 'end',
                  cell: (key) =>
                    key.revokedAt === null ? (
                      <Button
                        size="small"
                        aria-label={`${t('revoke')}: ${key.name}`}
                        onPress={() => setOpen({ what: 'revoke', key })}
                      >
                        {t('revoke')}
                      </Button>
                    ) : (
                      <span className="text-ink-faint">{t('keyRevoked')}</span>
                    ),
                },
              ]}
            />
          )
        }
      </Asked>
      {open?.what === 'add' ? (
        <AddKey onMade={(made) => setOpen({ what: 'made', made })} onClose={() => setOpen(null)} />
      ) : null}
      {open?.what === 'made' ? (
        <SecretOnce
          title={t('keyTitle', { name: open.made.apiKey.name })}
          secret={open.made.secret}
          onClose={() => setOpen(null)}
        >
          {t('keyBody')}
        </SecretOnce>
      ) : null}
      <ConfirmDialog
        title={t('revokeTitle', { name: leaving?.name ?? '' })}
        isOpen={leaving !== null}
        confirm={t('revoke')}
        isDanger
        isPending={revoke.isPending}
        onConfirm={() => {
          if (leaving !== null) revoke.mutate(leaving.id);
        }}
        onClose={() => setOpen(null)}
      >
        {t('revokeBody')}
      </ConfirmDialog>
    </Page>
  );
}

function AddKey({ onMade, onClose }: { onMade: (made: Made) => void; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [withoutLimit, setWithoutLimit] = useState(false);
  const [checked, setChecked] = useState(false);
  const make = useMutation({
    mutationFn: () => api.post('/api/v1/api-keys', { name: name.trim(), withoutLimit }, ApiKeyMade),
    meta: { quiet: true },
    onSuccess: (made) => {
      void queryClient.invalidateQueries({ queryKey: KEYS });
      onMade(made);
    },
  });
  return (
    <FormDialog
      title={t('addKey')}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true);
        if (name.trim() !== '') make.mutate();
      }}
      isPending={make.isPending}
      submit={t('addKey')}
      fault={make.error === null ? null : sentenceOf(make.error, settings('failed'))}
    >
      <TextField
        label={t('keyName')}
        help={t('keyHelp')}
        autoFocus
        autoComplete="off"
        maxLength={200}
        value={name}
        onChange={setName}
        error={checked && name.trim() === '' ? settings('missing') : undefined}
      />
      <Checkbox isSelected={withoutLimit} onChange={setWithoutLimit}>
        {t('keyWithoutLimit')}
      </Checkbox>
    </FormDialog>
  );
}
