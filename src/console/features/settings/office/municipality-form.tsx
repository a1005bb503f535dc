import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Municipality, MunicipalityChange } from '../../../../modules/people/contract.ts';
import { Button } from '../../../components/button.tsx';
import { FormFault } from '../../../components/form-fault.tsx';
import { LeaveGuard } from '../../../components/leave-guard.tsx';
import { Select } from '../../../components/select.tsx';
import { TextArea } from '../../../components/text-area.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { ApiError, api } from '../../../lib/api.ts';
import { sentenceOf } from '../../../lib/field-problem.ts';
import { meQuery } from '../../../lib/me.ts';
import { toast } from '../../../lib/toast.ts';
import { t as shared } from '../../../lib/words/t.ts';
import { t as settings } from '../words.ts';
import { ColourField, isReadable } from './colour-field.tsx';
import { MapFields, type MapText, mapOf, mapText } from './map-fields.tsx';
import { t } from './words.ts';

const KINDS = ['city', 'town', 'subdistrict'] as const;

/** The municipality's own facts, as citizens see them. */
export function MunicipalityForm({ municipality, mayEdit }: { municipality: Municipality; mayEdit: boolean }) {
  const queryClient = useQueryClient();
  const [given, setGiven] = useState(municipality);
  const [map, setMap] = useState<MapText>(() => mapText(municipality.settings));
  const [hosts, setHosts] = useState(municipality.hosts.join('\n'));
  const [checked, setChecked] = useState(false);
  const [isTyped, setTyped] = useState(false);
  const set = (part: Partial<Municipality>): void => {
    setTyped(true);
    setGiven((before) => ({ ...before, ...part }));
  };
  const setSetting = (part: Partial<Municipality['settings']>): void => {
    setTyped(true);
    setGiven((before) => ({ ...before, settings: { ...before.settings, ...part } }));
  };
  const parsed = MunicipalityChange.safeParse({
    ...given,
    hosts: hosts.split('\n').filter((host) => host.trim() !== ''),
    settings: { ...given.settings, ...mapOf(map) },
  });
  const wrong = (...path: string[]): boolean =>
    checked &&
    !parsed.success &&
    parsed.error.issues.some((issue) => path.every((part, at) => issue.path[at] === part));
  const save = useMutation({
    mutationFn: (change: MunicipalityChange) => api.put('/api/v1/municipality', change, Municipality),
    meta: { quiet: true },
    onSuccess: async (saved) => {
      toast(settings('saved'));
      setTyped(false);
      setGiven((before) => ({ ...before, version: saved.version }));
      queryClient.setQueryData(['municipality'], saved);
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const hostTaken = save.error instanceof ApiError && save.error.code === 'already-there';
  const readOnly = { isReadOnly: !mayEdit };
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onInput={() => setTyped(true)}
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (mayEdit && parsed.success && isReadable(given.settings.primaryColour) && !save.isPending)
          save.mutate(parsed.data);
      }}
    >
      <Part title={t('names')}>
        <TextField
          label={t('nameTh')}
          {...readOnly}
          maxLength={200}
          value={given.nameTh}
          onChange={(nameTh) => set({ nameTh })}
          error={wrong('nameTh') ? settings('missing') : undefined}
        />
        <TextField
          label={t('nameEn')}
          {...readOnly}
          maxLength={200}
          value={given.nameEn}
          onChange={(nameEn) => set({ nameEn })}
          error={wrong('nameEn') ? settings('missing') : undefined}
        />
        <div className="max-w-64">
          <Select
            label={t('kind')}
            isDisabled={!mayEdit}
            value={given.kind}
            onChange={(kind) => set({ kind: Municipality.shape.kind.parse(kind) })}
            options={KINDS.map((id) => ({ id, label: t(id) }))}
          />
        </div>
      </Part>
      <Part title={t('contact')} help={t('contactHelp')}>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label={t('phone')}
            {...readOnly}
            maxLength={60}
            value={given.phone}
            onChange={(phone) => set({ phone })}
          />
          <TextField
            label={t('email')}
            {...readOnly}
            inputMode="email"
            value={given.email}
            onChange={(email) => set({ email: email.trim() })}
            error={wrong('email') ? t('emailWrong') : undefined}
          />
        </div>
        <TextArea
          label={t('address')}
          {...readOnly}
          rows={2}
          maxLength={500}
          value={given.address}
          onChange={(address) => set({ address })}
        />
        <TextField
          label={t('officeHours')}
          {...readOnly}
          maxLength={200}
          value={given.settings.officeHours}
          onChange={(officeHours) => setSetting({ officeHours })}
        />
        <TextField
          label={t('officeHoursEn')}
          {...readOnly}
          maxLength={200}
          value={given.settings.officeHoursEn}
          onChange={(officeHoursEn) => setSetting({ officeHoursEn })}
        />
      </Part>
      <Part title={t('colour')}>
        <ColourField
          value={given.settings.primaryColour}
          onChange={(primaryColour) => setSetting({ primaryColour })}
          isReadOnly={!mayEdit}
        />
      </Part>
      <Part title={t('map')}>
        <MapFields
          value={map}
          onChange={setMap}
          isReadOnly={!mayEdit}
          wrong={(field) => wrong('settings', field)}
          tiles={given.settings.tiles}
          tilesCredit={given.settings.tilesCredit}
          onTiles={setSetting}
        />
      </Part>
      <Part title={t('hosts')}>
        <TextArea
          label={t('hostList')}
          help={t('hostsHelp')}
          {...readOnly}
          rows={2}
          value={hosts}
          onChange={setHosts}
          error={hostTaken ? t('hostTaken') : undefined}
        />
      </Part>
      <LeaveGuard isTyped={isTyped} />
      {save.error === null || hostTaken ? null : <FormFault>{sentenceOf(save.error, settings('failed'))}</FormFault>}
      {mayEdit ? (
        <div>
          <Button type="submit" look="primary" size="large" isPending={save.isPending}>
            {shared('save')}
          </Button>
        </div>
      ) : null}
    </form>
  );
}

function Part({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  return (
    <section className="card flex flex-col gap-3 p-4 sm:p-5">
      <h2 className="text-18">{title}</h2>
      {help === undefined ? null : <p className="text-14 text-ink-soft">{help}</p>}
      {children}
    </section>
  );
}
