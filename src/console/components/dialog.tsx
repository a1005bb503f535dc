import X from 'lucide-react/icons/x';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { t } from '../lib/words/t.ts';
import { IconButton } from './icon-button.tsx';

type Props = {
  title: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** The buttons; the main one last. */
  actions?: ReactNode;
  width?: 'narrow' | 'wide';
  role?: 'dialog' | 'alertdialog';
  /** False while something typed would be lost by a click outside. */
  isDismissable?: boolean;
};

export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  width = 'narrow',
  role = 'dialog',
  isDismissable = true,
}: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={isDismissable}
      className="fixed inset-0 z-50 grid items-end justify-items-center overflow-y-auto bg-backdrop sm:place-items-center sm:p-6"
    >
      <Modal
        className={`w-full rounded-t-card border border-line bg-surface shadow-raised sm:rounded-card ${width === 'wide' ? 'sm:max-w-3xl' : 'sm:max-w-lg'}`}
      >
        <AriaDialog role={role} className="flex max-h-[92dvh] flex-col outline-none">
          <header className="flex items-start justify-between gap-3 px-5 pt-4">
            <Heading slot="title" className="text-22">
              {title}
            </Heading>
            <IconButton label={t('close')} icon={<X size={20} aria-hidden />} onPress={onClose} />
          </header>
          <Body>{children}</Body>
          {actions === undefined ? null : (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{actions}</footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

const REACHED = 'a, button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';

/** What scrolls and has nothing in it to go to is gone to itself, so that a keyboard scrolls it. */
function Body({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [isStop, setStop] = useState(false);
  useEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const look = () => setStop(current.scrollHeight > current.clientHeight && current.querySelector(REACHED) === null);
    const watcher = new ResizeObserver(look);
    watcher.observe(current);
    look();
    return () => watcher.disconnect();
  }, []);
  return (
    <div ref={box} {...(isStop ? { tabIndex: 0 } : {})} className="overflow-y-auto px-5 py-3">
      {children}
    </div>
  );
}
