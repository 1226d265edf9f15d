import qrcode from 'qrcode-generator';

/** Modules around a code that have to stay light, as its standard says. */
const QUIET = 4;

/** A QR code as an SVG: black on white in every theme, as cameras expect it. */
export function qrSvg(text: string): string {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const size = count + 2 * QUIET;
  const rows = Array.from({ length: count }, (_, row) => runsOf(count, (column) => code.isDark(row, column), row));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${rows.join('')}"/></svg>`;
}

/** The dark modules of a row, those beside each other as one rectangle. */
function runsOf(count: number, isDark: (column: number) => boolean, row: number): string {
  let path = '';
  for (let column = 0; column < count; column++) {
    if (!isDark(column)) continue;
    const from = column;
    while (column + 1 < count && isDark(column + 1)) column++;
    const width = column - from + 1;
    path += `M${from + QUIET} ${row + QUIET}h${width}v1h-${width}z`;
  }
  return path;
}
