const CHANNELS = [1, 3, 5] as const;
const WEIGHTS = [0.2126, 0.7152, 0.0722] as const;

/** Relative luminance of "#RRGGBB", 0 (black) to 1 (white): WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  return CHANNELS.reduce((sum, at, channel) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    const linear = part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    return sum + linear * (WEIGHTS[channel] ?? 0);
  }, 0);
}

/** Contrast of two colours "#RRGGBB", 1 to 21 (WCAG 2.2, 1.4.3: 4.5 for text). */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}
