import { RadioGroup } from '../../components/radio-group.tsx';
import { TextField } from '../../components/text-field.tsx';
import { type Faults, IntakeDraft, type Mode } from './draft.ts';
import type { DraftBook } from './use-draft.ts';
import { t } from './words.ts';

type Props = Pick<DraftBook, 'draft' | 'change'> & { mode: Mode; faults: Faults };

/** Who speaks, how to reach them, and whether their name may be shown. */
export function CallerFields({ draft, change, mode, faults }: Props) {
  const nameless = draft.identity === 'anonymous';
  return (
    <>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <TextField
          label={t(mode === 'petition' ? 'namePetition' : 'name')}
          value={draft.name}
          onChange={(name) => change({ name })}
          maxLength={200}
          autoComplete="off"
          isDisabled={nameless}
        />
        <TextField
          label={t('phoneNumber')}
          value={draft.phone}
          onChange={(phone) => change({ phone })}
          maxLength={40}
          inputMode="tel"
          autoComplete="off"
          isDisabled={nameless}
        />
        <TextField
          label={t('email')}
          value={draft.email}
          onChange={(email) => change({ email })}
          inputMode="email"
          autoComplete="off"
          isDisabled={nameless}
          error={faults.email === undefined || nameless ? undefined : t('emailWrong')}
        />
      </div>
      <RadioGroup
        label={t('identity')}
        orientation="horizontal"
        value={draft.identity}
        onChange={(value) => change({ identity: IntakeDraft.shape.identity.parse(value) })}
        options={[
          { id: 'named', label: t('named') },
          { id: 'concealed', label: t('concealed') },
          { id: 'anonymous', label: t('anonymous') },
        ]}
      />
    </>
  );
}
