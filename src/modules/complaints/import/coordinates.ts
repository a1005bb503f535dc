import type { Mapping } from './mapping.ts';
import type { Problem } from './problem.ts';

export type Point = { readonly latitude: number; readonly longitude: number };
export type ReadPoint = { readonly point: Point | null; readonly problem: Problem | null };

/** A box around Thailand. */
const inThailand = (latitude: number, longitude: number): boolean =>
  latitude >= 5 && latitude <= 21 && longitude >= 97 && longitude <= 106;

/**
 * Reads a point in decimal degrees. One that lies in Thailand only when its two numbers change places is put right; one elsewhere
 * is dropped, or kept where the file may be of another country. 0, 0 means that there was none.
 */
export function readPoint(latitude: string, longitude: string, where: Mapping['coordinates']): ReadPoint {
  if (latitude === '' && longitude === '') return { point: null, problem: null };
  const value = `${latitude}, ${longitude}`;
  const [lat, lon] = [degrees(latitude), degrees(longitude)];
  if (lat === null || lon === null) return { point: null, problem: { code: 'coordinates-unreadable', value } };
  if (lat === 0 && lon === 0) return { point: null, problem: null };
  if (inThailand(lat, lon)) return { point: { latitude: lat, longitude: lon }, problem: null };
  if (inThailand(lon, lat))
    return { point: { latitude: lon, longitude: lat }, problem: { code: 'coordinates-swapped', value } };
  if (where === 'any' && Math.abs(lat) <= 90 && Math.abs(lon) <= 180) {
    return { point: { latitude: lat, longitude: lon }, problem: { code: 'coordinates-foreign', value } };
  }
  return { point: null, problem: { code: 'coordinates-outside', value } };
}

/** "13.75, 100.5" in one cell, whichever order. */
export function splitPoint(text: string): readonly [string, string] {
  const [, first = '', second = ''] = /^\s*[([]?\s*(-?[\d.]+)[\s,;/]+(-?[\d.]+)\s*[)\]]?\s*$/.exec(text) ?? [];
  return first === '' ? [text, text] : [first, second];
}

function degrees(text: string): number | null {
  const number = /^-?\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}
