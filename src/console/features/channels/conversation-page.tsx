import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { v4 } from 'uuid';
import {
  CaseOpened,
  type ConversationView,
  type IncomingView,
} from '../../../modules/complaints/conversation/contract.ts';
import { formatInstant } from '../../../thai/index.ts';
import { BackLink } from '../../components/back-link.tsx';
import { Button } from '../../components/button.tsx';
import { Checkbox } from '../../components/checkbox.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { FormFault } from '../../components/form-fault.tsx';
import { Page } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TextArea } from '../../components/text-area.tsx';
import { api, nothing } from '../../lib/api.ts';
import { channelName } from '../../lib/channel-words.ts';
import { language } from '../../lib/i18n.ts';
import { toast } from '../../lib/toast.ts';
import { nameOfRow } from './conversations-page.tsx';
import { conversationQuery } from './queries.ts';
import { t } from './words.ts';

const route = getRouteApi('/shell/conversations/$id');

/** One conversation: its messages, and what is done with those that are no case. */
export function ConversationPage() {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(conversationQuery(id));
  if (data === undefined) {
    return (
      <Page title={t('conversations')}>
        {error === null ? (
          <Skeleton rows={6} height="h-10" />
        ) : (
          <ErrorPanel error={error} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  }
  return <Shown id={id} view={data} />;
}

function Shown({ id, view }: { id: string; view: ConversationView }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [words, setWords] = useState('');
  const { row, conversation, said } = view;
  const settle = {
    onError: (error: Error) => toast(error.message, { tone: 'error' }),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['conversation'] });
      await queryClient.invalidateQueries({ queryKey: ['conversations'] });
    },
  };
  const incomingIds = [...chosen];
  const open = useMutation({
    mutationFn: () => api.post(`/api/v1/conversations/${id}/case`, { incomingIds }, CaseOpened),
    ...settle,
    onSuccess: (made) => {
      toast(t('opened', { number: made.number }));
      void navigate({ to: '/cases/$caseId', params: { caseId: made.id } });
    },
  });
  const dismiss = useMutation({
    mutationFn: () => api.post(`/api/v1/conversations/${id}/dismiss`, { incomingIds }, nothing),
    ...settle,
    onSuccess: () => {
      setChosen(new Set());
      toast(t('setAside'));
    },
  });
  const listen = useMutation({
    mutationFn: (listened: boolean) => api.post(`/api/v1/conversations/${id}/listen`, { listened }, nothing),
    ...settle,
  });
  const speak = useMutation({
    mutationFn: () => api.post(`/api/v1/conversations/${id}/messages`, { key: v4(), text: words }, nothing),
    ...settle,
    onSuccess: () => {
      setWords('');
      toast(t('queued'));
    },
  });
  const chosenAreLoose = conversation.incoming.every((message) => !chosen.has(message.id) || isLoose(message));
  const lines = [
    ...conversation.incoming.map((message) => ({ at: message.at, message, ours: null })),
    ...said.map((ours) => ({ at: ours.at, message: null, ours })),
  ].toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return (
    <Page
      title={nameOfRow(row)}
      lead={channelName(row.channel)}
      width="text"
      back={<BackLink to="/conversations">{t('conversations')}</BackLink>}
    >
      {row.threadKind === 'group' || row.threadKind === 'room' ? (
        <Checkbox isSelected={row.listened} onChange={(next) => listen.mutate(next)}>
          {t('listen')} <span className="block text-14 text-ink-soft">{t('listenHelp')}</span>
        </Checkbox>
      ) : null}
      <ol className="flex flex-col gap-3">
        {lines.map(({ message, ours }) =>
          message === null ? (
            <li key={ours.id} className="ms-10 self-end rounded-card bg-primary-tint p-3">
              <p className="text-14 text-ink-soft">
                {t('us')} · {formatInstant(new Date(ours.at), { lang: language() })}
                {ours.status === 'uncertain' ? ` · ${t('uncertain')}` : ''}
              </p>
              <p className="whitespace-pre-line">{ours.text}</p>
            </li>
          ) : (
            <Message
              key={message.id}
              message={message}
              called={row.threadKind === 'person' ? nameOfRow(row) : t('nobody')}
              isChosen={chosen.has(message.id)}
              onChoose={(is) =>
                setChosen((before) => {
                  const after = new Set(before);
                  if (is) after.add(message.id);
                  else after.delete(message.id);
                  return after;
                })
              }
            />
          ),
        )}
      </ol>
      {conversation.incoming.some(mayBeCase) ? (
        <div className="sticky bottom-14 flex flex-wrap gap-2 border-t border-line bg-ground py-3 md:bottom-0">
          <Button
            look="primary"
            isDisabled={chosen.size === 0}
            isPending={open.isPending}
            onPress={() => open.mutate()}
          >
            {t('openCase')}
          </Button>
          <Button
            isDisabled={chosen.size === 0 || !chosenAreLoose}
            isPending={dismiss.isPending}
            onPress={() => dismiss.mutate()}
          >
            {t('dismiss')}
          </Button>
          {chosen.size === 0 ? <span className="self-center text-14 text-ink-soft">{t('chooseMessages')}</span> : null}
        </div>
      ) : null}
      {conversation.mayReply ? (
        <form
          className="flex flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (words.trim() !== '' && !speak.isPending) speak.mutate();
          }}
        >
          <TextArea label={t('speak')} rows={2} value={words} onChange={setWords} maxLength={5000} />
          {speak.error === null ? null : <FormFault>{speak.error.message}</FormFault>}
          <div>
            <Button type="submit" isPending={speak.isPending} isDisabled={words.trim() === ''}>
              {t('send')}
            </Button>
          </div>
        </form>
      ) : null}
    </Page>
  );
}

/** Whether somebody has to say whose it is. */
const isLoose = ({ caseId, dismissed, state }: IncomingView): boolean =>
  caseId === null && !dismissed && state !== 'withdrawn';

/** Whether it may become a case of its own: it belongs to none, or was added to one and is another matter. */
const mayBeCase = (message: IncomingView): boolean =>
  isLoose(message) || (message.role === 'added' && message.state !== 'withdrawn');

/** What a message says that is a place alone. */
const placeOf = ({ pin }: IncomingView): string =>
  pin === null ? '' : t('placeSent', { place: pin.text ?? `${pin.latitude}, ${pin.longitude}` });

type MessageProps = {
  message: IncomingView;
  /** Who says it where the message itself does not tell. */
  called: string;
  isChosen: boolean;
  onChoose: (is: boolean) => void;
};

function Message({ message, called, isChosen, onChoose }: MessageProps) {
  return (
    <li className="card me-10 flex gap-2 self-start p-3">
      {mayBeCase(message) ? (
        <Checkbox isSelected={isChosen} onChange={onChoose} aria-label={message.text || t('attachment')} />
      ) : null}
      <div className="min-w-0">
        <p className="text-14 text-ink-soft">
          {message.senderName ?? called} · {formatInstant(new Date(message.at), { lang: language() })}
        </p>
        {message.state === 'withdrawn' ? (
          <p className="text-ink-soft">{t('taken')}</p>
        ) : (
          <p className="whitespace-pre-line">
            {message.unreadable ? t('unreadable') : message.text || placeOf(message)}
          </p>
        )}
        <p className="flex flex-wrap gap-x-3 text-14">
          {message.media.map((each, i) =>
            each.fileId === null ? (
              <span key={`m${i.toString()}`}>{t('attachment')}</span>
            ) : (
              <a key={each.fileId} className="text-primary underline" href={`/api/v1/files/${each.fileId}`}>
                {each.name ?? t('attachment')}
              </a>
            ),
          )}
          {message.link === null ? null : (
            <a className="text-primary underline" href={message.link} target="_blank" rel="noreferrer">
              {t('openAt')}
            </a>
          )}
          {message.caseId === null ? null : (
            <Link to="/cases/$caseId" params={{ caseId: message.caseId }} className="text-primary underline">
              {t('case')}
            </Link>
          )}
        </p>
      </div>
    </li>
  );
}
