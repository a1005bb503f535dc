import { type ReactNode, useEffect, useRef } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs';

export type TabItem = { id: string; label: ReactNode; count?: number; panel: ReactNode };
type Props = { label: string; tabs: readonly TabItem[]; value?: string; onChange?: (id: string) => void };

export function Tabs({ label, tabs, value, onChange }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const bar = list.current;
    const chosen = [...(bar?.children ?? [])].find((tab) => tab.getAttribute('data-key') === value);
    // By hand: `scrollIntoView` would move the page as well.
    if (bar && chosen instanceof HTMLElement)
      bar.scrollLeft = chosen.offsetLeft - (bar.clientWidth - chosen.offsetWidth) / 2;
  }, [value]);
  return (
    <AriaTabs
      className="outline-none"
      {...(value === undefined ? {} : { selectedKey: value })}
      onSelectionChange={(key) => onChange?.(String(key))}
    >
      <TabList ref={list} aria-label={label} className="relative flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Tab
            key={tab.id}
            id={tab.id}
            className="-mb-px flex min-h-10 cursor-pointer items-center gap-2 border-b-2 border-transparent px-3 font-head whitespace-nowrap text-ink-soft outline-offset-[-3px] data-hovered:text-ink data-selected:border-primary data-selected:font-semibold data-selected:text-primary"
          >
            {tab.label}
            {tab.count === undefined ? null : (
              <span className="rounded-full bg-sunken px-2 text-14 tabular-nums text-ink-soft">
                {tab.count.toLocaleString('en-US')}
              </span>
            )}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="pt-4 not-focus-visible:outline-none">
          {tab.panel}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
