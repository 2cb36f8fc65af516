import { STYLE } from './style.ts';

export interface Series {
  readonly name: string;
  /** Both positive. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** The one that the picture is about. */
  readonly isMain?: boolean;
  /** Its last point was not measured. */
  readonly isDashedToLast?: boolean;
}

export interface LogLogPlot {
  readonly title: string;
  /** What the axes show. */
  readonly x: string;
  readonly y: string;
  readonly series: readonly Series[];
}

const WIDTH = 720;
const HEIGHT = 420;
/** Left of everything, for the longest number on the axis. */
const MARGIN = 20;
const LEFT = 64;
const RIGHT = 120;
const TOP = 44;
const BOTTOM = 52;
/** Names beside the lines' ends stay that far apart. */
const LINE_HEIGHT = 18;

/** Lines on two logarithmic axes, as an SVG that follows the reader's light or dark mode. */
export function renderLogLogPlot({ title, x, y, series }: LogLogPlot): string {
  const points = series.flatMap((one) => one.points);
  const toX = createScale(
    points.map((point) => point[0]),
    LEFT,
    WIDTH - RIGHT,
  );
  const toY = createScale(
    points.map((point) => point[1]),
    HEIGHT - BOTTOM,
    TOP,
  );
  const bottom = HEIGHT - BOTTOM;
  const right = WIDTH - RIGHT;
  const columns = toX.powers.map((power) => {
    const at = round(toX(power));
    return `<path class="grid" d="M${at} ${TOP}V${bottom}"/><text x="${at}" y="${bottom + 20}" text-anchor="middle">${format(power)}</text>`;
  });
  const rows = toY.powers.map((power) => {
    const at = round(toY(power));
    return `<path class="grid" d="M${LEFT} ${at}H${right}"/><text x="${LEFT - 8}" y="${at + 4}" text-anchor="end">${format(power)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-MARGIN} 0 ${WIDTH + MARGIN} ${HEIGHT}" role="img" aria-label="${escapeXml(title)}">`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" x="${-MARGIN}" width="${WIDTH + MARGIN}" height="${HEIGHT}"/>`,
    `<text class="title" x="${LEFT}" y="26">${escapeXml(title)}</text>`,
    ...columns,
    ...rows,
    `<text x="${(LEFT + right) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${escapeXml(x)}</text>`,
    `<text x="${LEFT - 8}" y="${TOP - 12}" text-anchor="end">${escapeXml(y)}</text>`,
    ...series.map((one, index) => renderSeries(one, `series-${index}`, toX, toY)),
    ...renderNames(series, toY, right + 10),
    '</svg>',
    '',
  ].join('\n');
}

function renderSeries(
  { points, isMain, isDashedToLast }: Series,
  name: string,
  toX: Scale,
  toY: Scale,
): string {
  const places = points.map(([x, y]) => `${round(toX(x))} ${round(toY(y))}`);
  const solid = isDashedToLast ? places.slice(0, -1) : places;
  const width = isMain ? ' main' : '';
  const dashed = isDashedToLast
    ? `<path class="line dashed ${name}" d="M${places.slice(-2).join('L')}"/>`
    : '';
  const dots = places.map((place) => {
    const [cx, cy] = place.split(' ');
    return `<circle class="${name}" cx="${cx}" cy="${cy}" r="${isMain ? 4 : 3}"/>`;
  });
  return `<path class="line${width} ${name}" d="M${solid.join('L')}"/>${dashed}${dots.join('')}`;
}

/** Each name beside the end of its line, from the top down, moved where two would overlap. */
function renderNames(series: readonly Series[], toY: Scale, x: number): string[] {
  let lowest = 0;
  return series
    .map(({ name, points }, index) => ({ name, index, at: toY(points.at(-1)?.[1] ?? 1) }))
    .sort((one, other) => one.at - other.at)
    .map(({ name, index, at }) => {
      lowest = Math.max(at + 4, lowest + LINE_HEIGHT);
      return `<text class="name series-${index}" x="${x}" y="${round(lowest)}">${escapeXml(name)}</text>`;
    });
}

interface Scale {
  (value: number): number;
  /** The powers of ten that it begins with, ends with and has in between. */
  readonly powers: readonly number[];
}

/** Maps values to pixels, whole decades around them. */
function createScale(values: readonly number[], from: number, to: number): Scale {
  const first = Math.floor(Math.log10(Math.min(...values)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values))));
  const powers = Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
  const scale = (value: number) => from + ((Math.log10(value) - first) / (last - first)) * (to - from);
  return Object.assign(scale, { powers });
}

const round = (value: number) => Math.round(value * 10) / 10;
const format = (value: number) => value.toLocaleString('en-US');
const escapeXml = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
