/** What was measured, and how it is shown. */

type Unit = 'kB' | 'ms' | '×' | '';

export interface Row {
  readonly name: string;
  readonly unit: Unit;
  readonly measured: number;
  /** The budget: at most this. `null` for a row that only explains the one above it. */
  readonly limit: number | null;
  /** What the measured value is the median, or the least, of. */
  readonly samples?: readonly number[];
}

/** @returns whether a row keeps its budget; one without a budget does */
export const isOk = ({ measured, limit }: Row): boolean => limit === null || measured <= limit;

const decimals: Readonly<Record<Unit, number>> = { kB: 2, ms: 1, '×': 2, '': 0 };

const amount = (value: number, unit: Unit): string => `${value.toFixed(decimals[unit])} ${unit}`.trimEnd();

const cells = (row: Row): readonly string[] => {
  const { name, unit, measured, limit } = row;
  const verdict = isOk(row) ? 'yes' : 'NO';
  return limit === null
    ? [`  ${name}`, '', amount(measured, unit), '']
    : [name, `≤ ${amount(limit, unit)}`, amount(measured, unit), verdict];
};

/** @returns the table as text, one line a row */
export const tableOf = (rows: readonly Row[]): string => {
  const lines = [['budget', 'limit', 'measured', 'ok?'], ...rows.map(cells)];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, column) => {
        const width = widths[column] ?? 0;
        return column === 1 || column === 2 ? text.padStart(width) : text.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = lines;
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(head), rule, ...body.map(line)].join('\n');
};
