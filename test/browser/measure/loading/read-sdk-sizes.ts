/** Bytes, gzipped, of an app's part that is the SDK. */
export interface SdkSizes {
  /** With `createChatClient` alone. */
  readonly client: number;
  readonly all: number;
  /** With the React bindings and what they use. */
  readonly react: number;
}

/**
 * Reads the sizes that `client/build.mjs` has computed.
 * @throws Error where it has printed something else
 */
export function readSdkSizes(printed: string): SdkSizes {
  const [, client, all, react] =
    /(\d+) bytes gzipped with createChatClient alone, (\d+) with everything, (\d+) with the React bindings/.exec(
      printed,
    ) ?? [];
  if (client === undefined) throw new Error(`The client's build tells no sizes: ${printed}`);
  return { client: Number(client), all: Number(all), react: Number(react) };
}
