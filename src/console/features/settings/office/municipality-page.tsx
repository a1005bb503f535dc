import { useQuery } from '@tanstack/react-query';
import { Municipality } from '../../../../modules/people/contract.ts';
import { Asked } from '../../../components/asked.tsx';
import { Page } from '../../../components/page.tsx';
import { api } from '../../../lib/api.ts';
import { ReadOnlyNote, useMayEdit } from '../may-edit.tsx';
import { UnnamedBanner } from '../unnamed-banner.tsx';
import { t as settings } from '../words.ts';
import { MunicipalityForm } from './municipality-form.tsx';

export function MunicipalityPage() {
  const mayEdit = useMayEdit();
  const asked = useQuery({
    queryKey: ['municipality'],
    queryFn: ({ signal }) => api.get('/api/v1/municipality', Municipality, { signal }),
    // What someone is typing is not replaced by what another saved meanwhile.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Page title={settings('municipality')} lead={settings('municipalityHelp')} width="text">
      <UnnamedBanner withLink={false} />
      {mayEdit ? null : <ReadOnlyNote />}
      <Asked query={asked} rows={8}>
        {(data) => <MunicipalityForm municipality={data} mayEdit={mayEdit} />}
      </Asked>
    </Page>
  );
}
