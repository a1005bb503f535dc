/** No community is invented: these two hold what was said without naming one, until the municipality enters its own. */
export const COMMUNITIES = [
  {
    code: 'inside-unspecified',
    nameTh: 'ในเขตเทศบาล (ไม่ระบุชุมชน)',
    nameEn: 'Inside the municipality (community not given)',
  },
  { code: 'outside', nameTh: 'นอกเขตเทศบาล', nameEn: 'Outside the municipality' },
] as const;
