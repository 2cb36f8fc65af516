interface MarkersConfig {
  readonly jsonEscape?: boolean | string;
  readonly markerEncodings?: Readonly<Record<string, string>>;
}

/** What YAML takes for a string without quotes, and what it takes for something else. */
const PLAIN_YAML = /^[A-Za-z][A-Za-z0-9._-]*$/;
const YAML_WORDS = ['y', 'n', 'yes', 'no', 'true', 'false', 'on', 'off', 'null'];

/**
 * The values of a deployment's markers as they are written in the place of these. Source: `encode_marker_value` in
 * `index.py` of CDK's `aws-s3-deployment`.
 */
export function encodeMarkers(markers: unknown, config: unknown): ReadonlyMap<string, string> {
  const { jsonEscape, markerEncodings = {} } = (config ?? {}) as MarkersConfig;
  const usual = String(jsonEscape) === 'true' ? 'UNQUOTED_JSON_VALUE' : 'LITERAL';
  return new Map(
    Object.entries((markers ?? {}) as Record<string, unknown>).map(([marker, value]) => [
      marker,
      encode(value, markerEncodings[marker] ?? usual),
    ]),
  );
}

function encode(value: unknown, encoding: string): string {
  const json = JSON.stringify(value);
  if (encoding === 'JSON_VALUE') return json;
  if (encoding === 'UNQUOTED_JSON_VALUE') return json.replace(/^"(.*)"$/s, '$1');
  if (encoding === 'YAML_STRING') {
    const text = String(value);
    return PLAIN_YAML.test(text) && !YAML_WORDS.includes(text.toLowerCase()) ? text : json;
  }
  return String(value);
}
