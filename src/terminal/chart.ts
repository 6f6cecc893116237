const eighths = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** What is drawn; undefined where it is not known, which leaves a gap. */
export type Drawn = number | undefined;

/** A number over time in one cell each, the largest as a full block; empty for no numbers. ASCII terminals get digits 0 to 9. */
export function sparkline(values: readonly Drawn[], isUnicode: boolean): string {
  const most = largest(values);
  const steps = isUnicode ? eighths : [...'0123456789'];
  const step = (value: number): string =>
    steps[most === 0 ? 0 : Math.round((Math.max(0, value) / most) * (steps.length - 1))] ?? '';
  return values.map((value) => (value === undefined ? ' ' : step(value))).join('');
}

/** The largest of what is known; 0 where nothing is above it. */
export function largest(values: readonly Drawn[]): number {
  return values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
}

/** A share of `width` cells as a bar. */
export function bar(value: Drawn, most: number, width: number, isUnicode: boolean): string {
  if (value === undefined) return '';
  const cells = most <= 0 ? 0 : Math.round((Math.max(0, value) / most) * width);
  return (isUnicode ? '█' : '#').repeat(cells === 0 && value > 0 ? 1 : cells);
}

/** The numbers in no more than so many cells: neighbours become their mean, in equal parts as far as they go. */
export function fitted(values: readonly Drawn[], cells: number): Drawn[] {
  const each = Math.max(1, Math.ceil(values.length / cells));
  const means: Drawn[] = [];
  for (let from = 0; from < values.length; from += each) {
    const part = values.slice(from, from + each).filter((value) => value !== undefined);
    means.push(part.length === 0 ? undefined : part.reduce((sum, value) => sum + value, 0) / part.length);
  }
  return means;
}
