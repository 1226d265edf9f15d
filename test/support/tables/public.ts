import { publicTable } from '../../../src/training/data.ts';

/** Irises with their species, as somebody keeps them: numbered, with semicolons and decimal commas. */
export function germanIris(): string {
  const [names = '', ...rows] = (publicTable('iris')?.csv ?? '').trim().split('\n');
  return [`id,${names}`, ...rows.map((row, i) => `${i + 1},${row}`)]
    .map((line) => line.replaceAll(',', ';').replaceAll('.', ','))
    .join('\r\n');
}

/** Prices in the thousands by area and district. */
export function prices(): string {
  const districts = ['north', 'south', 'centre'];
  const rows = Array.from({ length: 60 }, (_, i) => {
    const area = 40 + ((i * 37) % 110);
    return `${area},${districts[i % 3]},"${(2000 * area + 30_000 * (i % 3)).toLocaleString('en-US')}"`;
  });
  return `area,district,price\n${rows.join('\n')}\n`;
}
