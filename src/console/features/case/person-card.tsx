import { useMutation } from '@tanstack/react-query';
import EyeOff from 'lucide-react/icons/eye-off';
import { useState } from 'react';
import { type CaseView, Revealed } from '../../../modules/complaints/contract.ts';
import { Button } from '../../components/button.tsx';
import { ReasonDialog } from '../../components/reason-dialog.tsx';
import { api } from '../../lib/api.ts';
import { channelName } from '../../lib/channel-words.ts';
import { can, useMe } from '../../lib/me.ts';
import { ContactDialog } from './contact-dialog.tsx';
import { contacts } from './contact-words.ts';
import { hiding } from './deidentified-words.ts';
import { FormerContacts } from './former-contacts.tsx';
import { SideCard } from './side-card.tsx';
import { t } from './words.ts';

type Known = CaseView['contact'];

/** Who reported: shown, hidden behind a reason that is logged, known by a channel alone, or not kept at all, and each of these explained. */
export function PersonCard({ view, onCorrected }: { view: CaseView; onCorrected: (after: CaseView) => void }) {
  const me = useMe();
  const [revealed, setRevealed] = useState<Revealed | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [isCorrecting, setCorrecting] = useState(false);
  const contact = view.contact ?? revealed;
  const { identity, conversation } = view;
  return (
    <SideCard title={t('person')}>
      {identity === 'anonymous' && conversation !== null ? (
        <div>
          <p className="font-head font-semibold [overflow-wrap:anywhere]">{conversation.name ?? t('nameless')}</p>
          <p className="text-14 text-ink-soft">{t('knownThere', { channel: channelName(conversation.channel) })}</p>
        </div>
      ) : identity === 'named' ? null : (
        <div>
          <p className="flex items-center gap-1.5 font-head font-semibold">
            <EyeOff size={16} aria-hidden />
            {t(identity)}
          </p>
          <p className="text-14 text-ink-soft">{t(identity === 'anonymous' ? 'anonymousBody' : 'concealedBody')}</p>
        </div>
      )}
      {contact === null ? null : <ContactWords contact={contact} />}
      {revealed?.said === undefined ? null : <SaidWords said={revealed.said} />}
      {contact === null && view.mayReveal ? (
        <div data-print="no">
          <Button size="small" onPress={() => setAsking(true)}>
            {view.deidentified === null ? t('askContact') : hiding('askSaid')}
          </Button>
        </div>
      ) : null}
      {contact === null && !view.mayReveal && identity !== 'anonymous' ? (
        <p className="text-14 text-ink-soft">
          {view.deidentified === null
            ? t(can(me, 'contact.read') ? 'noContact' : 'contactHidden')
            : hiding('noContact')}
        </p>
      ) : null}
      <FormerContacts former={revealed?.former ?? view.formerContacts} />
      {view.steps.includes('correct-contact') && (contact !== null || !view.mayReveal) ? (
        <div data-print="no">
          <Button size="small" onPress={() => setCorrecting(true)}>
            {contacts(contact === null ? 'add' : 'correct')}
          </Button>
        </div>
      ) : null}
      {isCorrecting ? (
        <ContactDialog
          view={view}
          contact={contact}
          onClose={() => setCorrecting(false)}
          onDone={(after) => {
            onCorrected(after);
            setCorrecting(false);
            setRevealed(null);
          }}
          onStale={() => {
            setCorrecting(false);
            setRevealed(null);
          }}
        />
      ) : null}
      {isAsking ? (
        <RevealDialog
          caseId={view.row.id}
          isMasked={view.deidentified !== null}
          onClose={() => setAsking(false)}
          onShown={(shown) => {
            setRevealed(shown);
            setAsking(false);
          }}
        />
      ) : null}
    </SideCard>
  );
}

/** What the page beside it shows masked. */
function SaidWords({ said: { text, placeText } }: { said: NonNullable<Revealed['said']> }) {
  return (
    <dl className="flex flex-col gap-1 text-14">
      <dt className="text-ink-soft">{hiding('said')}</dt>
      <dd className="whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</dd>
      {placeText === '' ? null : (
        <>
          <dt className="text-ink-soft">{hiding('saidPlace')}</dt>
          <dd className="[overflow-wrap:anywhere]">{placeText}</dd>
        </>
      )}
    </dl>
  );
}

function ContactWords({ contact: { name = '', phone = '', email = '' } }: { contact: NonNullable<Known> }) {
  if (name === '' && phone === '' && email === '') return <p className="text-14 text-ink-soft">{t('noContact')}</p>;
  return (
    <dl className="flex flex-col">
      {name === '' ? null : (
        <div>
          <dt className="sr-only">{t('name')}</dt>
          <dd className="font-head font-semibold [overflow-wrap:anywhere]">{name}</dd>
        </div>
      )}
      {phone === '' ? null : (
        <div>
          <dt className="sr-only">{t('phone')}</dt>
          <dd>
            <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`} className="text-primary underline underline-offset-4">
              {phone}
            </a>
          </dd>
        </div>
      )}
      {email === '' ? null : (
        <div>
          <dt className="sr-only">{t('email')}</dt>
          <dd className="[overflow-wrap:anywhere]">
            <a href={`mailto:${email}`} className="text-primary underline underline-offset-4">
              {email}
            </a>
          </dd>
        </div>
      )}
    </dl>
  );
}

type RevealProps = { caseId: string; isMasked: boolean; onClose: () => void; onShown: (shown: Revealed) => void };

/** What is shown lives in this page alone and is gone with it; looking again asks again. */
function RevealDialog({ caseId, isMasked, onClose, onShown }: RevealProps) {
  const reveal = useMutation({
    mutationFn: (reason: string) => api.post(`/api/v1/complaints/${caseId}/reveal`, { reason }, Revealed),
    meta: { quiet: true },
    onSuccess: onShown,
  });
  return (
    <ReasonDialog
      title={isMasked ? hiding('askSaid') : t('askContact')}
      label={t('askReason')}
      help={isMasked ? hiding('askSaidHelp') : t('askReasonHelp')}
      submit={t('show')}
      isPending={reveal.isPending}
      fault={reveal.error?.message ?? null}
      onClose={onClose}
      onReason={(reason) => reveal.mutate(reason)}
    >
      {t('askContactBody')}
    </ReasonDialog>
  );
}
