import { useEffect, useRef, useSyncExternalStore } from 'react';

/** `keys`: one key ("j", "?", "/"), two after each other ("g i"), or with "mod+" (⌘ on Apple, Ctrl elsewhere). */
export type Shortcut = { keys: string; label: () => string; group: () => string; run: () => void };

type Held = { shortcuts: readonly Shortcut[]; layer: number };
const active = new Set<Held>();
const listeners = new Set<() => void>();
let listed: readonly Shortcut[] = [];
let waiting: { first: string; until: number } | null = null;
const SEQUENCE_MS = 1000;

export const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

function changed(): void {
  const all = [...active].sort((a, b) => a.layer - b.layer).flatMap(({ shortcuts }) => shortcuts);
  // Of the same keys the last is kept: what could never run is not shown either.
  listed = [...new Map(all.map((shortcut) => [shortcut.keys, shortcut])).values()];
  for (const listener of listeners) listener();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="textbox"],[role="combobox"],[role="spinbutton"]')) return true;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** The key as the layout's Latin letter: with a Thai keyboard "j" arrives as "่", so the physical key decides. */
function letterOf(event: KeyboardEvent): string {
  const latin = /^[\x20-\x7e]$/.test(event.key);
  const physical = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (!latin && physical !== undefined) return physical.toLowerCase();
  if (!latin && event.code === 'Slash') return event.shiftKey ? '?' : '/';
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

/** Listens for every registered shortcut; of the same keys the highest layer's, and in it the last registered, wins. Answers the way to stop. */
export function listenForShortcuts(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.repeat) return;
    const key = letterOf(event);
    const mod = isApple ? event.metaKey : event.ctrlKey;
    if (!mod && (event.metaKey || event.ctrlKey)) return;
    const inDialog = document.querySelector('[role="dialog"],[role="alertdialog"]') !== null;
    if (!mod && (isTyping(event.target) || inDialog || document.querySelector('[role="menu"]') !== null)) return;
    const pair = waiting !== null && waiting.until > event.timeStamp ? `${waiting.first} ${key}` : null;
    waiting = null;
    const wanted = mod ? [`mod+${key}`] : pair === null ? [key] : [pair, key];
    for (const keys of wanted) {
      const found = listed.find((shortcut) => shortcut.keys === keys);
      if (found !== undefined) {
        event.preventDefault();
        found.run();
        return;
      }
    }
    if (!mod && listed.some((shortcut) => shortcut.keys.startsWith(`${key} `))) {
      waiting = { first: key, until: event.timeStamp + SEQUENCE_MS };
    }
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

/**
 * Shortcuts of a page while it is shown; `run` always sees the latest render. They appear in the "?" overlay by themselves.
 * The same keys twice: the higher layer wins (shell 0, page 1), whatever the order in which they came.
 */
export function useShortcuts(shortcuts: readonly Shortcut[], layer = 1): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const shape = shortcuts.map((shortcut) => shortcut.keys).join('|');
  // biome-ignore lint/correctness/useExhaustiveDependencies: registered again only when the keys themselves change.
  useEffect(() => {
    const runs = latest.current.map((shortcut, at) => ({ ...shortcut, run: () => latest.current[at]?.run() }));
    const held = { shortcuts: runs, layer };
    active.add(held);
    changed();
    return () => {
      active.delete(held);
      changed();
    };
  }, [shape, layer]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useShortcutList = (): readonly Shortcut[] => useSyncExternalStore(subscribe, () => listed);
