import { useQuery } from '@tanstack/react-query';
import { ComboBox } from '../../components/combo-box.tsx';
import type { Option } from '../../components/select.tsx';
import { directoryQuery, nameOf } from '../../lib/directory.ts';
import { CategoryField } from './category-field.tsx';
import { CategoryQuestions } from './category-questions.tsx';
import type { DraftBook } from './use-draft.ts';
import { t } from './words.ts';

/** The id of "not given" in a list, which is a choice like any other. */
const NONE = 'none';

/** Category, community and group: from the directory of today, each with "not given" as a choice that is seen. */
export function ChoiceFields({ draft, change }: Pick<DraftBook, 'draft' | 'change'>) {
  const { data: directory, isError } = useQuery(directoryQuery);
  const unspecified: Option = { id: NONE, label: t('unspecified') };
  const asking = directory?.categories.find(({ id }) => id === draft.categoryId);
  return (
    <>
      {isError ? <p className="text-14 font-semibold text-danger">{t('directoryFailed')}</p> : null}
      <CategoryField
        categories={directory?.categories ?? []}
        text={`${draft.text} ${draft.placeText}`}
        value={draft.categoryId}
        onChange={(categoryId) => change({ categoryId })}
      />
      {asking && asking.data.questions.length > 0 ? (
        <CategoryQuestions key={asking.id} category={asking} draft={draft} change={change} />
      ) : null}
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        <ComboBox
          label={t('community')}
          opensOn="input"
          options={[
            unspecified,
            ...(directory?.communities ?? []).map((each) => ({ id: each.id, label: nameOf(each) })),
          ]}
          value={draft.communityId ?? NONE}
          onChange={(id) => change({ communityId: id === NONE ? null : id })}
        />
        <ComboBox
          label={t('group')}
          opensOn="input"
          options={[
            unspecified,
            ...(directory?.groups ?? []).map((each) => ({
              id: each.id,
              label: nameOf(each),
              detail: t(each.data.kind),
            })),
          ]}
          value={draft.groupId ?? NONE}
          onChange={(id) => change({ groupId: id === NONE ? null : id })}
        />
      </div>
    </>
  );
}
