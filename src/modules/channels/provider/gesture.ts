/** Pictures and their colours, then what joins them into one: zero width joiner, variation selector, keycap. */
const GESTURE = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f|\u20e3|\s)+$/u;

/** Whether a text is nothing but emoji: a wave, a thumb, no words of a case. */
export const isGesture = (text: string): boolean => GESTURE.test(text);
