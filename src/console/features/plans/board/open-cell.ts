/** Which month of which step of which plan is open: 1 is October. */
export type OpenCell = { readonly documentId: string; readonly stepId: string; readonly month: number };
