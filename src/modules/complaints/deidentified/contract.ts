/** What stands where something was taken out of words. Letters that every font of ours has; three, so that digits on both sides are never one number. */
export const MASK = '■■■';
