import { channelMeasures } from '../modules/channels/index.ts';
import { complaintMeasures } from '../modules/complaints/index.ts';
import { type Catalogue, catalogueOf, meetingMeasures, reportMeasures } from '../modules/plans/index.ts';

/** Every figure that a plan's step may be judged by, as the modules offer them. */
export const MEASURES: Catalogue = catalogueOf([
  ...channelMeasures,
  ...complaintMeasures,
  ...meetingMeasures,
  ...reportMeasures,
]);
