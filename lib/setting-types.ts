import * as v from 'valibot';

/** `-c` on the command line gives only text; `cdk.json` gives numbers and booleans too. */
export const asNumber = v.pipe(v.union([v.number(), v.pipe(v.string(), v.nonEmpty())]), v.transform(Number));
export const asBoolean = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false'], 'must be true or false')]),
  v.transform((value) => value === true || value === 'true'),
);
export const count = v.pipe(asNumber, v.number(), v.integer(), v.minValue(1));
export const countOrNone = v.pipe(asNumber, v.number(), v.integer(), v.minValue(0));
export const text = v.pipe(v.string('must be text'), v.nonEmpty('must not be empty'));
