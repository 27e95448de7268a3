import type { ChartBar } from './chart-bar.ts'

/** The chart's figures as a table, for screen readers. */
export function BarChartTable({ id, label, bars }: { id: string; label: string; bars: readonly ChartBar[] }) {
  return (
    <div id={id} className="sr-only">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Delivered</th>
            <th scope="col">Failed, retried</th>
            <th scope="col">Failed</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.id}>
              <th scope="row">{bar.label}</th>
              <td>{bar.success}</td>
              <td>{bar.retried}</td>
              <td>{bar.failure}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
