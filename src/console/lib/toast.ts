import { useSyncExternalStore } from 'react';

export type Toast = { id: number; text: string; tone: 'done' | 'error'; undo?: () => void };

const SHOWN_MS = 6000;
let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

export function dismissToast(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

/** Says what happened. A success leaves after six seconds, one that can be undone after ten; an error stays until it is closed. */
export function toast(text: string, options: { tone?: 'done' | 'error'; undo?: () => void } = {}): void {
  const { tone = 'done', undo } = options;
  last += 1;
  const id = last;
  change([...toasts.slice(-2), { id, text, tone, ...(undo === undefined ? {} : { undo }) }]);
  if (tone === 'done') setTimeout(() => dismissToast(id), undo === undefined ? SHOWN_MS : 10_000);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useToasts = (): readonly Toast[] => useSyncExternalStore(subscribe, () => toasts);
