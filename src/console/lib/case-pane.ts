import { type ComponentType, createElement } from 'react';

export type CasePaneProps = {
  caseId: string;
  /** What the reader wanted when they opened it: the composer or dialog that is shown at once. */
  intent?: 'assign' | 'reply' | 'close';
  /** To the next case of the list it stands beside. */
  onNext?: () => void;
};

let pane: ComponentType<CasePaneProps> = () => null;

/** The case feature gives its page once; a list shows it beside its rows without knowing the feature. */
export function provideCasePane(component: ComponentType<CasePaneProps>): void {
  pane = component;
}
export const CaseBeside = (props: CasePaneProps) => createElement(pane, props);
