import sharp from 'sharp';
import type { Random } from './random.ts';

/** A drawing in place of a photograph: what a complaint of the category may show. JPEG, 480 × 360. */
export async function drawPhoto(
  random: Random,
  code: string,
): Promise<{ bytes: Buffer; mediaType: 'image/jpeg'; width: number; height: number }> {
  const sky = random.pick(['#cfe4f2', '#e9e2d0', '#b8cbd8', '#26344a']);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="360"><rect width="480" height="360" fill="${sky}"/>
    <rect y="190" width="480" height="170" fill="#7d7f83"/><path d="M0 190h480v14H0z" fill="#a9a38f"/>
    <path d="M20 285h70M150 285h70M280 285h70M410 285h70" stroke="#e8e4d8" stroke-width="6"/>${(SUBJECTS[code] ?? SUBJECTS['road'] ?? road)(random)}</svg>`;
  const bytes = await sharp(Buffer.from(svg)).jpeg({ quality: 70 }).toBuffer();
  return { bytes, mediaType: 'image/jpeg', width: 480, height: 360 };
}

const road = (random: Random): string => {
  const [x, size] = [random.whole(150, 330), random.whole(40, 80)];
  return `<ellipse cx="${x}" cy="300" rx="${size}" ry="${size / 3}" fill="#3c3a38"/><ellipse cx="${x}" cy="305" rx="${size * 0.8}" ry="${size / 4}" fill="#6d5a45"/>`;
};
const water = (random: Random): string =>
  `<path d="M0 ${random.whole(215, 250)}q120 -18 240 0t240 0V360H0z" fill="#8a7a58" opacity=".85"/>`;
const SUBJECTS: Readonly<Record<string, (random: Random) => string>> = {
  road,
  flood: water,
  drain: water,
  light: (random) =>
    `<path d="M${random.whole(180, 300)} 200V60h70" stroke="#555" stroke-width="10" fill="none"/><rect x="${random.whole(235, 300)}" y="56" width="50" height="14" fill="#333"/>`,
  trash: (random) =>
    Array.from(
      { length: 9 },
      () =>
        `<circle cx="${random.whole(140, 340)}" cy="${random.whole(215, 300)}" r="${random.whole(16, 34)}" fill="${random.pick(['#222', '#3d5a80', '#b08d57', '#e0e0e0'])}"/>`,
    ).join(''),
  tree: (random) =>
    `<path d="M240 200L${random.whole(120, 200)} 330" stroke="#5b4028" stroke-width="26"/><circle cx="${random.whole(110, 180)}" cy="320" r="60" fill="#4f7942"/>`,
};
