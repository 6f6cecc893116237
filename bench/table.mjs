/** A result as text: the milliseconds of each case, then each ratio beside its bar. */
export function ratioTable({ name, groups }, { node, platform, arch, cores }) {
  const lines = [`${name} · node ${node} · ${platform}-${arch} · ${cores} cores`];
  for (const { title, cases, ratios } of groups) {
    lines.push('', title);
    lines.push(row('', 'median', '10 %', '90 %'));
    for (const { label, median, low, high } of cases) lines.push(row(label, ms(median), ms(low), ms(high)));
    lines.push(row('', 'ratio', 'bar', ''));
    for (const { label, ratio, bar } of ratios) {
      lines.push(row(label, ratio.toFixed(2), `≤ ${bar}`, ratio <= bar ? 'holds' : 'MISSED'));
    }
  }
  return `${lines.join('\n')}\n`;
}

function row(label, ...cells) {
  return `  ${label.padEnd(58)}${cells.map((cell) => cell.padStart(10)).join('')}`.trimEnd();
}

function ms(value) {
  return `${value.toFixed(1)} ms`;
}
