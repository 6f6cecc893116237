/** A result as text: the milliseconds of each case, then each ratio beside its bar. */
export function ratioTable({ name, groups }, { node, platform, arch, cores }) {
  const lines = [`${name} · node ${node} · ${platform}-${arch} · ${cores} cores`];
  for (const { title, cases = [], ratios = [], floors = [], values = [] } of groups) {
    lines.push('', title);
    if (cases.length > 0) lines.push(row('', 'median', '10 %', '90 %'));
    for (const { label, median, low, high } of cases) lines.push(row(label, ms(median), ms(low), ms(high)));
    if (ratios.length > 0) lines.push(row('', 'ratio', 'bar', ''));
    for (const { label, ratio, bar } of ratios) {
      if (bar === undefined) lines.push(row(label, ratio.toFixed(2)));
      else lines.push(row(label, ratio.toFixed(2), `≤ ${bar}`, ratio <= bar ? 'holds' : 'MISSED'));
    }
    if (floors.length > 0) lines.push(row('', 'ratio', 'bar', ''));
    for (const { label, ratio, bar } of floors) {
      lines.push(row(label, ratio.toFixed(2), `≥ ${bar}`, ratio >= bar ? 'holds' : 'MISSED'));
    }
    if (values.length > 0) lines.push(row('', 'measured', 'bar', ''));
    for (const each of values) lines.push(valueRow(each));
  }
  return `${lines.join('\n')}\n`;
}

/** A number of its own unit, and its bar if it has one: at most for a cost, at least for a rate. */
function valueRow({ label, value, most, least }) {
  const shown = Math.round(value).toLocaleString('en');
  if (most !== undefined) return row(label, shown, `≤ ${most}`, value <= most ? 'holds' : 'MISSED');
  if (least === undefined) return row(label, shown);
  return row(label, shown, `≥ ${least.toLocaleString('en')}`, value >= least ? 'holds' : 'MISSED');
}

function row(label, ...cells) {
  return `  ${label.padEnd(58)}${cells.map((cell) => cell.padStart(10)).join('')}`.trimEnd();
}

function ms(value) {
  return `${value.toFixed(1)} ms`;
}
