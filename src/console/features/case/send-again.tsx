import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CaseView } from '../../../modules/complaints/contract.ts';
import { Button } from '../../components/button.tsx';
import { caseQuery, sendMessageAgain } from '../../lib/cases.ts';
import { toast } from '../../lib/toast.ts';
import { talk } from './talk-words.ts';

type Message = CaseView['messages'][number];

/** Sends once more what may not have arrived; that it was done is said in its place. */
export function SendAgain({ view, message }: { view: CaseView; message: Message }) {
  const queryClient = useQueryClient();
  const send = useMutation({
    mutationFn: () => sendMessageAgain(view.row.id, message.id),
    onSuccess: () => {
      toast(talk('sentAgain'));
      void queryClient.invalidateQueries({ queryKey: caseQuery(view.row.id).queryKey });
    },
  });
  const isSent = view.messages.some(({ insteadOf }) => insteadOf === message.id);
  // Whoever may note down something handles the case.
  if (isSent || !view.steps.includes('note')) return null;
  return (
    <>
      <p className="text-ink-soft">{talk('uncertainWhy')}</p>
      <Button size="small" onPress={() => send.mutate()} isPending={send.isPending}>
        {talk('sendAgain')}
      </Button>
    </>
  );
}
