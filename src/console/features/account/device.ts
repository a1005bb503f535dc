const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

/** What a browser calls itself, in two words a person knows ("Chrome · Windows"); empty when it does not say. */
export function deviceOf(userAgent: string): { name: string; isPhone: boolean } {
  const among = (list: typeof BROWSERS): string[] => {
    const found = list.find(([pattern]) => pattern.test(userAgent));
    return found === undefined ? [] : [found[1]];
  };
  return {
    name: [...among(BROWSERS), ...among(SYSTEMS)].join(' · '),
    isPhone: /Mobile|iPhone|Android/.test(userAgent),
  };
}
