'use client'
import { useState } from 'react'
import { AttemptTape, describeTape } from '#components/ui/attempt-tape.tsx'
import { BarChart } from '#components/ui/bar-chart.tsx'
import { ChartLegend } from '#components/ui/bar-chart-tip.tsx'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Diagnosis } from '#components/ui/diagnosis.tsx'
import { Diff } from '#components/ui/diff.tsx'
import { HeaderList } from '#components/ui/header-list.tsx'
import { JsonTree } from '#components/ui/json-tree.tsx'
import { Meter } from '#components/ui/meter.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { ProgressBar } from '#components/ui/progress-bar.tsx'
import { PropertyList } from '#components/ui/property-list.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { StatBand } from '#components/ui/stat-band.tsx'
import { Status } from '#components/ui/status.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { TagList } from '#components/ui/tag.tsx'
import { Timeline } from '#components/ui/timeline.tsx'
import { Waterfall } from '#components/ui/waterfall.tsx'
import { bars, json, statusKinds, tapes } from './sample-data.ts'
import { Row, Specimen } from './specimen.tsx'

const text = JSON.stringify(json, null, 2)

export function Statuses() {
  return (
    <Specimen title="Statuses, tags, tape">
      <div className="grid grid-cols-2 gap-2">
        {statusKinds.map((kind) => (
          <Status key={kind} kind={kind} />
        ))}
      </div>
      <Row>
        <Pill kind="failure">Failing</Pill>
        <Pill kind="warning">12 days left</Pill>
        <TagList tags={['region:us', 'service:t2k', 'tier:gold', 'a:b']} hits={new Set(['region:us'])} />
      </Row>
      {tapes.map((tape) => (
        <Row key={describeTape(tape)}>
          <AttemptTape cells={tape} size="md" />
          <span className="text-ink-3 text-xs">{describeTape(tape)}</span>
        </Row>
      ))}
      <ProgressBar label="Replay" value={0.34} />
      <Meter
        label="137 of 1,000 match"
        parts={[
          { label: 'Match', value: 137, tone: 'accent' },
          { label: 'Type', value: 563, tone: 'strong' },
          { label: 'Other', value: 300, tone: 'faint' },
        ]}
      />
    </Specimen>
  )
}

export function Overview() {
  return (
    <>
      <StatBand
        stats={[
          { label: 'Accepted', value: '48,210', context: 'on the 6 h before' },
          { label: 'Delivered', value: '131,904', context: '2.7 consumers each' },
          { label: 'Success rate', value: '96.4', unit: '%', context: 'since 13:42' },
          { label: 'Latency p95', value: '312', unit: 'ms', context: 'p50 94 ms' },
          { label: 'Queue', value: '8,744', context: 'drains in 28 min' },
        ]}
      />
      <Panel title="Attempts" count="one bar for each 5 minutes" actions={<ChartLegend />}>
        <BarChart
          label="Attempts"
          bars={bars}
          marks={[{ barId: '13:42', text: '13:42 T2K mirror starts to answer 401' }]}
        />
      </Panel>
    </>
  )
}

export function Details() {
  return (
    <Specimen title="Detail of an attempt">
      <Diagnosis
        kind="failure"
        title="The receiver wants a Bearer token and got none."
        actions={<Button>Add the header</Button>}
      >
        It answered 401. Add an Authorization header to this consumer; attempt 4 can then deliver on its own.
      </Diagnosis>
      <Panel title="Properties">
        <PropertyList
          items={[
            { label: 'Sent', value: <RelativeTime at="2026-11-23T14:31:58Z" /> },
            { label: 'Rate limit', value: '25/s' },
          ]}
        />
      </Panel>
      <Waterfall
        total={41}
        address="203.0.113.40"
        note="limit 15 s"
        phases={[
          { label: 'DNS', start: 0, duration: 3 },
          { label: 'Connect', start: 3, duration: 8 },
          { label: 'TLS 1.3', start: 11, duration: 18 },
          { label: 'First byte', start: 29, duration: 12, hasFailed: true },
        ]}
      />
      <Timeline
        label="Attempts"
        steps={[
          {
            id: '1',
            kind: 'failure',
            title: 'Attempt 1',
            time: '14:26:55',
            children: '401 wants a Bearer token',
            detail: '44 ms',
          },
          {
            id: '2',
            kind: 'failure',
            title: 'Attempt 2',
            time: '14:27:00',
            children: '401 wants a Bearer token',
            detail: '39 ms',
          },
          {
            id: '3',
            kind: 'waiting',
            title: 'Attempt 3',
            time: '15:01:48',
            children: 'in 29 min 40 s',
            isPlanned: true,
          },
        ]}
      />
      <HeaderList
        headers={[
          { name: 'www-authenticate', value: 'Bearer realm="t2k-hooks"', isNotable: true },
          { name: 'content-type', value: 'application/json' },
        ]}
      />
    </Specimen>
  )
}

export function Code() {
  const [tab, setTab] = useState('lines')
  return (
    <Specimen title="Code">
      <Tabs
        label="Body"
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'lines', label: 'Raw', content: <CodeBlock code={text} label="body" language="json" hasNumbers /> },
          { id: 'tree', label: 'Tree', content: <JsonTree value={json} label="Body as a tree" /> },
        ]}
      />
      <Diff label="Change" before={text} after={text.replace('Toft', 'Lumen')} />
      <CodeBlock
        label="example command"
        language="shell"
        isWrapped
        code={
          'curl $POSTHORN/api/v1/app/$APP/msg \\\n  -H "authorization: Bearer $TOKEN" \\\n  -d \'{"eventType":"read.completed"}\''
        }
      />
      <SkeletonRows count={2} />
    </Specimen>
  )
}
