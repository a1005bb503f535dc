/** What takes letters or is pressed; a date is written part by part. */
const FIELD = 'input:not([hidden]), textarea, button, [role=spinbutton]';

/** A long form may hide what is missing: it is brought into sight, and the keyboard with it. To be asked for once the form was judged. */
export function showFirstFault(formId: string): void {
  requestAnimationFrame(() => {
    const fault = document.getElementById(formId)?.querySelector('[data-invalid]');
    fault?.scrollIntoView({ block: 'nearest' });
    const field = fault?.matches(FIELD) ? fault : fault?.querySelector(FIELD);
    if (field instanceof HTMLElement) field.focus({ preventScroll: true });
  });
}
