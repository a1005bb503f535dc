import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ThaiText } from '../../components/thai-text.tsx';
import { setLanguage, useLanguage } from '../../lib/i18n.ts';
import { t as shared } from '../../lib/words/t.ts';
import { CodeForm } from './code-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { t } from './words.ts';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { next } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const language = useLanguage();
  const [step, setStep] = useState<'password' | 'code'>('password');
  const title = t(step === 'password' ? 'title' : 'codeTitle');
  useEffect(() => {
    document.title = `${title} · ${shared('appName')}`;
  }, [title]);
  const enter = (): void => {
    // What whoever sat here before had loaded is not the next one's to see.
    queryClient.clear();
    router.history.replace(next ?? '/console/');
  };
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-5 px-4 py-8">
      <div className="flex items-center justify-between gap-3">
        <p className="flex items-center gap-2.5 font-head text-18 font-semibold">
          <img src="/console/icon.svg" alt="" width="32" height="32" />
          {shared('appName')}
        </p>
        <Button look="quiet" size="small" onPress={() => setLanguage(language === 'th' ? 'en' : 'th')}>
          {t('otherLanguage')}
        </Button>
      </div>
      <section className="card flex flex-col gap-4 p-5 sm:p-7">
        <h1 className="text-22">
          <ThaiText>{title}</ThaiText>
        </h1>
        {step === 'password' ? (
          <PasswordForm onSignedIn={enter} onCodeWanted={() => setStep('code')} />
        ) : (
          <CodeForm onSignedIn={enter} onBack={() => setStep('password')} />
        )}
      </section>
      <p className="text-14 leading-relaxed text-ink-soft">
        {t('citizens')}{' '}
        <a href="/" className="text-primary underline underline-offset-4">
          {t('toPortal')}
        </a>
      </p>
    </main>
  );
}
