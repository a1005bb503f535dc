import { z } from 'zod';
import { normalise } from '../../../thai/index.ts';
import type { Community } from '../../people/contract.ts';
import { type Answered, attributesOf, checkAnswers } from './answers.ts';
import { type GeoError, GeoFault } from './fault.ts';
import { LONGEST_DESCRIPTION } from './rules.ts';
import { type Offer, questionsOf, type Service } from './services.ts';

/** A form's fields; an empty one counts as not sent ("a null parameter is equivalent to a non-declared parameter"). */
export type Fields = ReadonlyMap<string, readonly string[]>;

/** @throws GeoFault for a body that is no form */
export function fieldsOf(body: unknown): Fields {
  if (body === undefined || body === null) return new Map();
  const parsed = z.record(z.string(), z.union([z.string(), z.array(z.string())])).safeParse(body);
  if (!parsed.success) throw new GeoFault(400, 'Send application/x-www-form-urlencoded');
  return new Map(
    Object.entries(parsed.data).flatMap(([name, value]) => {
      const values = [value].flat().filter((each) => each.trim() !== '');
      return values.length > 0 ? [[name, values]] : [];
    }),
  );
}

export const field = (fields: Fields, name: string): string => normalise(fields.get(name)?.[0] ?? '').trim();

export type NewRequest = {
  service: Service;
  description: string;
  latitude: number | null;
  longitude: number | null;
  addressString: string;
  addressId: string | null;
  name: string;
  /** The parts of the name, as they may stand in a text. */
  ownWords: readonly string[];
  email: string;
  phone: string;
  accountId: string | null;
  deviceId: string | null;
  mediaUrl: string | null;
  answered: readonly Answered[];
  /** Everything that was sent as an attribute, asked for or not. */
  attributes: Readonly<Record<string, readonly string[]>>;
};

/**
 * Reads a POST of a request. What is wrong is said all at once.
 * @throws GeoFault 404 for a service_code that is none · 400 with every other problem
 */
export function readRequest(fields: Fields, { services, communities }: Offer): NewRequest {
  const code = field(fields, 'service_code');
  if (code === '') throw new GeoFault(400, 'service_code was not provided');
  const service = services.find((each) => each.code === code);
  if (!service) throw new GeoFault(404, `service_code was not found: ${code}`);

  const errors: GeoError[] = [];
  const wrong = (description: string) => errors.push({ code: 400, description });
  const position = readPosition(fields, wrong);
  const addressString = limited(fields, 'address_string', 1000, wrong);
  const addressId = limited(fields, 'address_id', 200, wrong);
  if (!position.sent && addressString === '' && addressId === '')
    wrong('A location is required: lat and long, address_string, or address_id');
  const description = limited(fields, 'description', LONGEST_DESCRIPTION, wrong);
  const email = field(fields, 'email');
  if (email !== '' && !z.email().max(254).safeParse(email).success) wrong('email is not an address of mail');
  const mediaUrl = field(fields, 'media_url');
  if (
    mediaUrl !== '' &&
    !z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .safeParse(mediaUrl).success
  )
    wrong('media_url is not an http or https address');
  const names = [limited(fields, 'first_name', 100, wrong), limited(fields, 'last_name', 100, wrong)];
  const phone = limited(fields, 'phone', 40, wrong);
  const accountId = limited(fields, 'account_id', 200, wrong);
  const deviceId = limited(fields, 'device_id', 200, wrong);
  const sent = attributesOf(fields);
  const { answered, errors: unanswered } = checkAnswers(questionsOf(service, communities, 'th'), sent);
  errors.push(...unanswered);
  if (errors.length > 0) throw new GeoFault(400, errors);
  return {
    service,
    description,
    latitude: position.latitude,
    longitude: position.longitude,
    addressString,
    addressId: addressId || null,
    name: names.filter((each) => each !== '').join(' '),
    ownWords: [names.join(' ').trim(), ...names, phone, email],
    email,
    phone,
    accountId: accountId || null,
    deviceId: deviceId || null,
    mediaUrl: mediaUrl || null,
    answered,
    attributes: Object.fromEntries([...sent].slice(0, 50)),
  };
}

type Wrong = (description: string) => void;

function limited(fields: Fields, name: string, most: number, wrong: Wrong): string {
  const value = field(fields, name);
  const length = Array.from(value).length;
  if (length > most) wrong(`${name} has ${length} characters; at most ${most} are taken`);
  return value;
}

function readPosition(fields: Fields, wrong: Wrong) {
  const [lat, long] = [field(fields, 'lat'), field(fields, 'long')];
  const nowhere = { sent: false, latitude: null, longitude: null };
  if (lat === '' && long === '') return nowhere;
  if (lat === '' || long === '') {
    wrong('lat and long must be sent together');
    return { ...nowhere, sent: true };
  }
  const latitude = degrees(lat, 90);
  const longitude = degrees(long, 180);
  if (latitude === null) wrong('lat is not a latitude in degrees (WGS84)');
  if (longitude === null) wrong('long is not a longitude in degrees (WGS84)');
  return { sent: true, latitude, longitude };
}

function degrees(text: string, most: number): number | null {
  const value = /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) && Math.abs(value) <= most ? value : null;
}

/** The community that an attribute names, where it was answered. */
export function communityOf(request: NewRequest, communities: readonly Community[]): string | null {
  const code = request.answered.find(({ question }) => question.code === 'community')?.values[0];
  return communities.find((each) => each.code === code)?.id ?? null;
}
