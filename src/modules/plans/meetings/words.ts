/** What a mail about a meeting says of itself. */
export const INVITATION_WORDS = {
  invited: 'ขอเชิญประชุม',
  cancelled: 'ยกเลิกการประชุม',
  withdrawn: 'ยกเลิกคำเชิญประชุม',
  otherAddress: (committee: string): string => `${committee}ไม่ใช้ที่อยู่อีเมลนี้ส่งนัดประชุมแล้ว จึงขอยกเลิกคำเชิญที่ส่งมายังที่อยู่นี้`,
  noMember: (committee: string): string => `ท่านไม่ได้เป็นกรรมการใน${committee}แล้ว จึงขอยกเลิกคำเชิญประชุม`,
} as const;
