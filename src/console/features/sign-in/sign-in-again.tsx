import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Dialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from '../../components/button.tsx';
import { type Me, meQuery } from '../../lib/me.ts';
import { setSessionEnded } from '../../lib/session.ts';
import { toast } from '../../lib/toast.ts';
import { CodeForm } from './code-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { t } from './words.ts';

/**
 * The session is over, and the page with what was typed in it is not: it is covered until the same person has signed in again. Whoever
 * else signs in gets a page of their own.
 */
export function SignInAgain({ me }: { me: Me }) {
  const queryClient = useQueryClient();
  const [step, setStep] = useState<'password' | 'code'>('password');
  // Whoever goes another way (a forgotten password) comes back to a page that knows nothing of this.
  useEffect(() => () => setSessionEnded(false), []);
  const enter = async (): Promise<void> => {
    const now = await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
    if (now.user.id !== me.user.id) return leave('/console/');
    setSessionEnded(false);
    await queryClient.invalidateQueries();
  };
  const goOn = (): void => void enter().catch((error: Error) => toast(error.message, { tone: 'error' }));
  return (
    <ModalOverlay
      isOpen
      isKeyboardDismissDisabled
      className="fixed inset-0 z-60 grid place-items-center overflow-y-auto bg-ground p-4"
    >
      <Modal className="w-full max-w-md">
        <Dialog className="card flex flex-col gap-4 p-5 outline-none sm:p-7">
          <div>
            <Heading slot="title" className="text-22">
              {t(step === 'password' ? 'againTitle' : 'codeTitle')}
            </Heading>
            <p className="text-ink-soft">{t('againBody')}</p>
          </div>
          {step === 'password' ? (
            <>
              <PasswordForm startsWith={me.user.email} onSignedIn={goOn} onCodeWanted={() => setStep('code')} />
              <Button look="quiet" onPress={() => leave('/console/sign-in')}>
                {t('leaveIt')}
              </Button>
            </>
          ) : (
            <CodeForm onSignedIn={goOn} onBack={() => setStep('password')} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Nothing of the page that was covered goes along. */
const leave = (to: string): void => location.assign(to);
