import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { ChannelCheck, ChannelView } from '../../../modules/channels/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { Asked } from '../../components/asked.tsx';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/checkbox.tsx';
import { FormFault } from '../../components/form-fault.tsx';
import { LeaveGuard } from '../../components/leave-guard.tsx';
import { MissingPage } from '../../components/missing-page.tsx';
import { Page } from '../../components/page.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { TextField } from '../../components/text-field.tsx';
import { api } from '../../lib/api.ts';
import { copyText } from '../../lib/copy-text.ts';
import { language } from '../../lib/i18n.ts';
import { can, useMe } from '../../lib/me.ts';
import { toast } from '../../lib/toast.ts';
import { QuotaLine } from './channels-page.tsx';
import { connectionName, fieldLabel, guideSteps } from './field-words.ts';
import { OwnSecret } from './own-secret.tsx';
import { channelsQuery } from './queries.ts';
import { t } from './words.ts';

const route = getRouteApi('/shell/channels/$kind');
/** What a test found: what the provider says, and what that means. */
const saidBy = ({ ok, detail, problem }: ChannelCheck): readonly string[] => {
  const meaning = problem ?? (ok ? null : 'other');
  return meaning === null ? [detail] : [t(meaning), detail];
};

/** How one channel is connected: the steps to its keys, the keys, the address to give, and a test. */
export function ChannelPage() {
  const { kind } = route.useParams();
  const query = useQuery(channelsQuery);
  const channel = query.data?.find((each) => each.kind === kind);
  if (query.data !== undefined && channel === undefined) return <MissingPage />;
  if (channel === undefined) {
    return (
      <Page title={t('channels')}>
        <Asked query={query} rows={6} height="h-10">
          {() => null}
        </Asked>
      </Page>
    );
  }
  return (
    <Page
      title={connectionName(channel.kind)}
      lead={channel.abilities.windowHours === null ? t('noWindow') : t('window', { n: channel.abilities.windowHours })}
      width="wide"
      back={<BackLink to="/channels">{t('channels')}</BackLink>}
    >
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <section className="card flex flex-col gap-2 p-4" aria-label={t('howTo')}>
          <h2 className="text-18">{t('howTo')}</h2>
          <ol className="flex list-decimal flex-col gap-2 ps-5">
            {guideSteps(channel.kind).map((step) => (
              <li key={step}>
                <Step>{step}</Step>
              </li>
            ))}
          </ol>
          {channel.webhook === null ? (
            <p className="text-ink-soft">{t('polls')}</p>
          ) : (
            <Address url={channel.webhook.url} />
          )}
          {channel.quota === null ? null : <QuotaLine kind={channel.kind} quota={channel.quota} />}
        </section>
        <Settings key={channel.changedAt} channel={channel} />
      </div>
    </Page>
  );
}

const SITES = /\b((?:developers|manager)\.line\.biz|developers\.facebook\.com|developer\.x\.com)\b/;

/** A step in which the providers' sites can be opened. */
function Step({ children }: { children: string }) {
  return children.split(SITES).map((piece, i) =>
    i % 2 === 0 ? (
      piece
    ) : (
      <a
        key={piece}
        href={`https://${piece}`}
        target="_blank"
        rel="noreferrer"
        className="text-primary underline underline-offset-4"
      >
        {piece}
      </a>
    ),
  );
}

function Address({ url }: { url: string }) {
  return (
    <TextField
      label={t('webhook')}
      help={t('webhookHelp')}
      value={url}
      isReadOnly
      after={<Button onPress={() => void copyText(url)}>{t('copy')}</Button>}
    />
  );
}

function helpOf({ state, variable, least, short }: ChannelView['fields'][number]): string {
  const help = state === 'environment' ? t('environment', { variable: variable ?? '' }) : t(state);
  return short ? `${help} · ${t('tooShort', { least: least ?? 0 })}` : help;
}

function Settings({ channel }: { channel: ChannelView }) {
  const queryClient = useQueryClient();
  const mayManage = can(useMe(), 'channel.manage');
  const [active, setActive] = useState(channel.active);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const again = () => queryClient.invalidateQueries({ queryKey: ['channels'] });
  const save = useMutation({
    mutationFn: () => api.put(`/api/v1/channels/${channel.kind}`, { active, fields: typed }, ChannelView),
    onSuccess: () => toast(t('saved')),
    onSettled: again,
  });
  const test = useMutation({
    mutationFn: () => api.post(`/api/v1/channels/${channel.kind}/test`, {}, ChannelCheck),
    onSettled: again,
  });
  const check = test.data ?? channel.check;
  return (
    <form
      noValidate
      className="card flex flex-col gap-3 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (mayManage && !save.isPending) save.mutate();
      }}
    >
      <h2 className="text-18">{t('setUp')}</h2>
      <Checkbox isSelected={active} onChange={setActive} isDisabled={!mayManage}>
        {t('active')}
      </Checkbox>
      <p className="text-14 text-ink-soft">{t('activeHelp')}</p>
      {channel.fields.map((field) => {
        if (field.isSwitch) {
          const value = typed[field.name] ?? field.value ?? '';
          return (
            <Checkbox
              key={field.name}
              isSelected={value !== ''}
              isDisabled={!mayManage}
              onChange={(on) => setTyped((all) => ({ ...all, [field.name]: on ? 'on' : '' }))}
            >
              {fieldLabel(channel.kind, field.name)}
            </Checkbox>
          );
        }
        const shared = {
          label: fieldLabel(channel.kind, field.name),
          help: helpOf(field),
          optional: !field.required,
          isDisabled: !mayManage,
          value: typed[field.name] ?? field.value ?? '',
          onChange: (next: string) => setTyped((all) => ({ ...all, [field.name]: next })),
        };
        if (field.lines !== null)
          return <TextArea key={field.name} {...shared} rows={field.lines} autoComplete="off" />;
        if (field.least !== null) return <OwnSecret key={field.name} {...shared} />;
        return <TextField key={field.name} {...shared} type={field.secret ? 'password' : 'text'} autoComplete="off" />;
      })}
      <LeaveGuard isTyped={active !== channel.active || Object.keys(typed).length > 0} />
      {save.error === null ? null : <FormFault>{save.error.message}</FormFault>}
      {test.error === null ? null : <FormFault>{test.error.message}</FormFault>}
      {check === null ? null : (
        <p role="status" className={check.ok ? 'text-done' : 'text-danger'}>
          {[t(check.ok ? 'testOk' : 'testBad'), ...saidBy(check)].filter((part) => part !== '').join(' · ')}
          <span className="block text-14 text-ink-soft">
            {t('tested', { when: formatInstant(new Date(check.at), { lang: language() }) })}
          </span>
        </p>
      )}
      {mayManage ? (
        <div className="flex flex-wrap gap-2">
          <Button look="primary" type="submit" isPending={save.isPending}>
            {t('save')}
          </Button>
          <Button isPending={test.isPending} onPress={() => test.mutate()}>
            {t('test')}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
