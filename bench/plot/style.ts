/** Colours that can be told apart on either ground, also by the colour-blind (after Okabe and Ito). */
const LIGHT = ['#b3431f', '#a06a00', '#0064a8', '#666666'];
const DARK = ['#ff8f66', '#e8b023', '#5cb8ff', '#a8a8a8'];

const colour = (colours: readonly string[]) =>
  colours
    .map(
      (one, index) =>
        `.line.series-${index}{stroke:${one}}circle.series-${index},text.series-${index}{fill:${one}}`,
    )
    .join('');

/** Light unless the reader's system is dark: GitHub and browsers hand `prefers-color-scheme` to an SVG image. */
export const STYLE = [
  'text{font:13px system-ui,sans-serif;fill:#444}',
  '.title{font-size:16px;font-weight:600;fill:#111}.name{font-weight:600}',
  '.paper{fill:#fff}.grid{stroke:#ddd;fill:none}',
  '.line{fill:none;stroke-width:2}.main{stroke-width:3.5}.dashed{stroke-dasharray:6 5}',
  colour(LIGHT),
  '@media(prefers-color-scheme:dark){',
  'text{fill:#bbb}.title{fill:#eee}.paper{fill:#0d1117}.grid{stroke:#30363d}',
  colour(DARK),
  '}',
].join('');
