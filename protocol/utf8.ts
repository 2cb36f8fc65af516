/**
 * Bytes of a text in UTF-8; half a surrogate pair takes three, as what is put in its place. Counted by hand, as jsdom and
 * some of React Native's engines have no TextEncoder.
 */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else bytes += 3;
    // The two halves of a pair take four bytes together.
    if (isHigh(unit) && isLow(text.charCodeAt(place + 1))) {
      bytes += 1;
      place++;
    }
  }
  return bytes;
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
