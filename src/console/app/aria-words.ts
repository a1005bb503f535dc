/** What is spoken of: each word is given those that its English names. */
type Named =
  | 'date'
  | 'dateRange'
  | 'startDate'
  | 'endDate'
  | 'time'
  | 'minValue'
  | 'maxValue'
  | 'groupTitle'
  | 'optionText'
  | 'item'
  | 'itemText'
  | 'beforeItemText'
  | 'afterItemText';
type Given = Readonly<Record<Named, string> & Record<'count' | 'groupCount' | 'optionCount', number>> & {
  readonly isGroupChange: boolean;
  readonly isSelected: boolean;
};
/** React Aria's own; its functions are called on it, never taken off it. */
type Formatter = {
  number(value: number): string;
  select(options: Readonly<Record<string, string>>, value: boolean): string;
};
type Word = string | ((given: Given, formatter: Formatter) => string);

const items = (given: Given, formatter: Formatter): string => `${formatter.number(given.count)} รายการ`;

/**
 * What React Aria says by itself, to whoever listens to the screen rather than looks at it, by its package: it speaks 34 languages, and Thai is
 * none of them. The names are React Aria's; a test holds them against its English.
 */
export const ARIA_WORDS: Readonly<Record<string, Readonly<Record<string, Word>>>> = {
  autocomplete: { collectionLabel: 'คำแนะนำ' },
  calendar: {
    previous: 'ก่อนหน้า',
    next: 'ถัดไป',
    selectedDateDescription: ({ date }) => `วันที่เลือก ${date}`,
    selectedRangeDescription: ({ dateRange }) => `ช่วงที่เลือก ${dateRange}`,
    todayDate: ({ date }) => `วันนี้ ${date}`,
    todayDateSelected: ({ date }) => `วันนี้ ${date} เลือกอยู่`,
    dateSelected: ({ date }) => `${date} เลือกอยู่`,
    startRangeSelectionPrompt: 'กดเพื่อเริ่มเลือกช่วงวัน',
    finishRangeSelectionPrompt: 'กดเพื่อจบการเลือกช่วงวัน',
    minimumDate: 'วันแรกที่เลือกได้',
    maximumDate: 'วันสุดท้ายที่เลือกได้',
    dateRange: ({ startDate, endDate }) => `${startDate} ถึง ${endDate}`,
  },
  combobox: {
    focusAnnouncement: (given, formatter) => {
      const group = `เข้าสู่กลุ่ม ${given.groupTitle} มี ${formatter.number(given.groupCount)} ตัวเลือก `;
      const entered = formatter.select({ true: group, other: '' }, given.isGroupChange);
      const chosen = formatter.select({ true: ' เลือกอยู่', other: '' }, given.isSelected);
      return `${entered}${given.optionText}${chosen}`;
    },
    countAnnouncement: (given, formatter) => `มี ${formatter.number(given.optionCount)} ตัวเลือก`,
    selectedAnnouncement: ({ optionText }) => `${optionText} เลือกแล้ว`,
    buttonLabel: 'แสดงคำแนะนำ',
    listboxLabel: 'คำแนะนำ',
  },
  datepicker: {
    era: 'ศักราช',
    year: 'ปี',
    month: 'เดือน',
    day: 'วัน',
    hour: 'ชั่วโมง',
    minute: 'นาที',
    second: 'วินาที',
    dayPeriod: 'ก่อนเที่ยงหรือหลังเที่ยง',
    calendar: 'ปฏิทิน',
    startDate: 'วันเริ่ม',
    endDate: 'วันสิ้นสุด',
    weekday: 'วันในสัปดาห์',
    timeZoneName: 'เขตเวลา',
    selectedDateDescription: ({ date }) => `วันที่เลือก ${date}`,
    selectedRangeDescription: ({ startDate, endDate }) => `ช่วงที่เลือก ${startDate} ถึง ${endDate}`,
    selectedTimeDescription: ({ time }) => `เวลาที่เลือก ${time}`,
    rangeUnderflow: ({ minValue }) => `ต้องไม่ก่อน ${minValue}`,
    rangeOverflow: ({ maxValue }) => `ต้องไม่หลัง ${maxValue}`,
    rangeReversed: 'วันเริ่มต้องมาก่อนวันสิ้นสุด',
    unavailableDate: 'เลือกวันนี้ไม่ได้',
  },
  dnd: {
    dragItem: ({ itemText }) => `ลาก ${itemText}`,
    dragSelectedItems: (given, formatter) => `ลาก ${items(given, formatter)}ที่เลือก`,
    dragDescriptionKeyboard: 'กด Enter เพื่อเริ่มลาก',
    dragDescriptionKeyboardAlt: 'กด Alt + Enter เพื่อเริ่มลาก',
    dragDescriptionTouch: 'แตะสองครั้งเพื่อเริ่มลาก',
    dragDescriptionVirtual: 'กดเพื่อเริ่มลาก',
    dragDescriptionLongPress: 'แตะค้างเพื่อเริ่มลาก',
    dragSelectedKeyboard: (given, formatter) => `กด Enter เพื่อลาก ${items(given, formatter)}ที่เลือก`,
    dragSelectedKeyboardAlt: (given, formatter) => `กด Alt + Enter เพื่อลาก ${items(given, formatter)}ที่เลือก`,
    dragSelectedLongPress: (given, formatter) => `แตะค้างเพื่อลาก ${items(given, formatter)}ที่เลือก`,
    dragStartedKeyboard: 'เริ่มลากแล้ว กด Tab ไปยังที่ที่จะวาง แล้วกด Enter เพื่อวาง หรือกด Escape เพื่อยกเลิก',
    dragStartedTouch: 'เริ่มลากแล้ว เลื่อนไปยังที่ที่จะวาง แล้วแตะสองครั้งเพื่อวาง',
    dragStartedVirtual: 'เริ่มลากแล้ว เลื่อนไปยังที่ที่จะวาง แล้วกดหรือกด Enter เพื่อวาง',
    endDragKeyboard: 'กำลังลาก กด Enter เพื่อยกเลิก',
    endDragTouch: 'กำลังลาก แตะสองครั้งเพื่อยกเลิก',
    endDragVirtual: 'กำลังลาก กดเพื่อยกเลิก',
    dropDescriptionKeyboard: 'กด Enter เพื่อวาง กด Escape เพื่อยกเลิก',
    dropDescriptionTouch: 'แตะสองครั้งเพื่อวาง',
    dropDescriptionVirtual: 'กดเพื่อวาง',
    dropCanceled: 'ยกเลิกการลากแล้ว',
    dropComplete: 'วางแล้ว',
    dropIndicator: 'ตำแหน่งที่จะวาง',
    dropOnRoot: 'วางที่',
    dropOnItem: ({ itemText }) => `วางที่ ${itemText}`,
    insertBefore: ({ itemText }) => `แทรกก่อน ${itemText}`,
    insertBetween: ({ beforeItemText, afterItemText }) => `แทรกระหว่าง ${beforeItemText} กับ ${afterItemText}`,
    insertAfter: ({ itemText }) => `แทรกหลัง ${itemText}`,
  },
  grid: {
    deselectedItem: ({ item }) => `ไม่ได้เลือก ${item} แล้ว`,
    select: 'เลือก',
    selectedCount: (given, formatter) => (given.count === 0 ? 'ไม่ได้เลือกรายการใด' : `เลือก ${items(given, formatter)}`),
    selectedAll: 'เลือกทุกรายการ',
    selectedItem: ({ item }) => `เลือก ${item} แล้ว`,
    longPressToSelect: 'แตะค้างเพื่อเริ่มเลือก',
  },
  menu: { longPressMessage: 'แตะค้างหรือกด Alt + ลูกศรลง เพื่อเปิดเมนู' },
  overlays: { dismiss: 'ปิด' },
  spinbutton: { Empty: 'ว่าง' },
  toast: { close: 'ปิด', notifications: (given, formatter) => `แจ้งเตือน ${items(given, formatter)}` },
  components: {
    selectPlaceholder: 'เลือกรายการ',
    tableResizer: 'ปรับความกว้าง',
    dropzoneLabel: 'ที่วางไฟล์',
    colorSwatchPicker: 'ตัวอย่างสี',
  },
};
