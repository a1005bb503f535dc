import { noteReceipt, noteReturned, type Receive } from '../../channels/index.ts';
import { queueTicket } from '../traffy/jobs.ts';
import { takeEdit, takeReaction, takeWithdrawal } from './change-message.ts';
import { takeChoice, takeFollowing, takeMessage } from './take-message.ts';
import type { Way } from './way.ts';

/**
 * What an arrival becomes in the register, in the transaction that settles its event. The same again changes nothing; another order
 * gives the same, as far as the messages' own times say what belongs together. Locks are taken in one order: thread, message, case.
 */
export function receiveArrival(way: Way): Receive {
  return async (tx, received) => {
    const { arrival, channel } = received;
    switch (arrival.kind) {
      case 'message':
        return takeMessage(tx, received, arrival, way);
      case 'chosen':
        return takeChoice(tx, received, arrival, way);
      case 'followed':
      case 'unfollowed':
      case 'joined':
      case 'left':
        return takeFollowing(tx, received, arrival, way);
      case 'edited':
        return takeEdit(tx, received, arrival, way);
      case 'withdrawn':
        return takeWithdrawal(tx, received, arrival);
      case 'reaction':
        return takeReaction(tx, received, arrival);
      case 'delivered':
      case 'read':
        await noteReceipt(tx, channel, arrival);
        return { became: 'delivery-noted' };
      case 'returned':
        return { became: (await noteReturned(tx, way.key, arrival)) ? 'delivery-noted' : 'nothing' };
      case 'ticket':
        return queueTicket(tx, { ...received, arrival });
      case 'nothing':
        return { became: 'nothing' };
    }
  };
}
