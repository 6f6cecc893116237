const eighths = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A number over time in one cell each, the largest as a full block; empty for no numbers. ASCII terminals get digits 0 to 9. */
export function sparkline(values: readonly number[], isUnicode: boolean): string {
  const most = Math.max(...values, 0);
  const steps = isUnicode ? eighths : [...'0123456789'];
  return values
    .map(
      (value) => steps[most === 0 ? 0 : Math.round((Math.max(0, value) / most) * (steps.length - 1))] ?? '',
    )
    .join('');
}

/** A share of `width` cells as a bar. */
export function bar(value: number, most: number, width: number, isUnicode: boolean): string {
  const cells = most <= 0 ? 0 : Math.round((Math.max(0, value) / most) * width);
  return (isUnicode ? '█' : '#').repeat(cells === 0 && value > 0 ? 1 : cells);
}

/** The numbers in no more than so many cells: neighbours become their mean, in equal parts as far as they go. */
export function fitted(values: readonly number[], cells: number): number[] {
  const each = Math.max(1, Math.ceil(values.length / cells));
  const means: number[] = [];
  for (let from = 0; from < values.length; from += each) {
    const part = values.slice(from, from + each);
    means.push(part.reduce((sum, value) => sum + value, 0) / part.length);
  }
  return means;
}
