/** Cost per minute over the last hour. */
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { exactDollars, totalDollars } from '../src/core/present/money.ts';
import type { Series } from '../src/panel/protocol.ts';

const HEIGHT = 140;

export function Chart({ series }: { readonly series: Series }) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  // A bar of no height would still be drawn as a dash.
  const data: uPlot.AlignedData = [[...series.times], series.costs.map((cost) => (cost === 0 ? null : cost))];
  const latest = useRef(data);
  latest.current = data;

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const draw = (): void => {
      plot.current?.destroy();
      plot.current = new uPlot(options(element.clientWidth), latest.current, element);
    };
    draw();
    const sizes = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height: HEIGHT }));
    sizes.observe(element);
    // VS Code tells a change of theme by the body's classes.
    const themes = new MutationObserver(draw);
    themes.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    return () => {
      sizes.disconnect();
      themes.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, []);
  useEffect(() => plot.current?.setData(data), [series]);

  const most = Math.max(0, ...series.costs);
  const calls = series.calls.reduce((sum, count) => sum + count, 0);
  return (
    <section aria-labelledby="chart">
      <h2 id="chart">Cost per minute, last hour</h2>
      <div class="chart" ref={box} role="img" aria-label={`Cost per minute over the last hour: at most ${totalDollars(most)} in a minute, ${calls} calls.`} />
    </section>
  );
}

function options(width: number): uPlot.Options {
  const colour = (...names: readonly string[]): string => {
    const style = getComputedStyle(document.documentElement);
    return names.map((name) => style.getPropertyValue(name).trim()).find((value) => value !== '') ?? 'gray';
  };
  const text = colour('--vscode-descriptionForeground', '--vscode-foreground');
  const line = colour('--vscode-contrastBorder', '--vscode-widget-border', '--vscode-panel-border');
  const bars = colour('--vscode-charts-blue', '--vscode-textLink-foreground');
  const axis = { stroke: text, font: `11px ${getComputedStyle(document.body).fontFamily}`, grid: { stroke: line, width: 0.5 }, ticks: { show: false } };
  return {
    width, height: HEIGHT, legend: { show: false }, cursor: { y: false, drag: { x: false, y: false } },
    scales: { x: { range: (_, first, last) => [first - 60, last + 60] }, y: { range: (_, __, most) => [0, Math.max(most * 1.1, 1)] } },
    axes: [
      { ...axis, size: 28, space: 70, values: (_, seconds) => seconds.map((second) => new Date(second * 1_000).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false })) },
      { ...axis, size: 70, space: 34, values: (_, costs) => costs.map(axisDollars) },
    ],
    series: [{}, { stroke: bars, fill: bars, paths: uPlot.paths.bars?.({ size: [0.7, 12] }), points: { show: false } }],
  };
}

/** Ticks are round numbers, so they are told exactly, however small. */
const axisDollars = (cost: number): string => (cost === 0 ? '$0' : exactDollars(Math.round(cost)));
