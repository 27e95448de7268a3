'use client'
import { useMutation } from '@tanstack/react-query'
import RotateCw from 'lucide-react/icons/rotate-cw'
import { useState } from 'react'
import { FormError } from '#components/form/form-error.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { Button } from '#components/ui/button.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import type { StatusKind } from '#components/ui/status-kind.ts'
import { formatClock, formatLatency } from '#lib/format.ts'
import { type ConnectionTestView, testConnection } from '#lib/queries/transport-security.ts'
import { CertificateFacts } from './certificate-facts.tsx'

type Step = ConnectionTestView['steps'][number]

const TITLES: Readonly<Record<Step['name'], string>> = {
  dns: 'DNS',
  connect: 'Connect',
  server: 'Server proves itself',
  client: 'We prove ourselves',
  request: 'POST',
}

const GLYPHS: Readonly<Record<Step['state'], StatusKind>> = { ok: 'success', failed: 'failure', skipped: 'disabled' }
const WORDS: Readonly<Record<Step['state'], string>> = { ok: 'done', failed: 'failed', skipped: 'skipped' }

/** A real connection to the consumer in five steps: how long each took, what each side presented, where it ended. */
export function ConnectionTest({ instanceId, consumerId }: { instanceId: string; consumerId: string }) {
  const mayTest = useCan('delivery:write')
  const [testedAt, setTestedAt] = useState<string | null>(null)
  const test = useMutation({
    mutationFn: () => testConnection(instanceId, consumerId),
    onSuccess: () => setTestedAt(new Date().toISOString()),
  })
  const report = test.data
  return (
    <Panel
      title="Connection test"
      count={testedAt && report ? summary(testedAt, report) : 'connects as a delivery would and posts {} once'}
      actions={
        mayTest && (
          <Button icon={<RotateCw />} isBusy={test.isPending} busyLabel="Testing…" onPress={() => test.mutate()}>
            Test connection
          </Button>
        )
      }
    >
      {test.error && (
        <div className="px-4 py-3">
          <FormError>{test.error.message}</FormError>
        </div>
      )}
      {report && (
        <ol
          aria-label="Steps of the connection test"
          className="grid divide-line max-lg:divide-y lg:grid-cols-5 lg:divide-x"
        >
          {report.steps.map((step) => (
            <StepCell key={step.name} step={step} />
          ))}
        </ol>
      )}
      {report?.steps
        .filter((step) => step.certificate !== null)
        .map((step) => (
          <div key={step.name} className="px-4">
            <Disclosure title={step.name === 'server' ? 'What the server presented' : 'What we presented'}>
              {step.certificate && (
                <div className="-mx-4">
                  <CertificateFacts certificate={step.certificate} />
                </div>
              )}
            </Disclosure>
          </div>
        ))}
    </Panel>
  )
}

function summary(testedAt: string, { steps, tlsVersion }: ConnectionTestView): string {
  const total = steps.reduce((sum, { ms }) => sum + (ms ?? 0), 0)
  return [formatClock(testedAt, 'local'), formatLatency(total), tlsVersion].filter(Boolean).join(', ')
}

function StepCell({ step }: { step: Step }) {
  return (
    <li className="grid min-w-0 grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1 px-4 py-3">
      <StatusGlyph kind={GLYPHS[step.state]} label={WORDS[step.state]} />
      <span className="font-medium">{TITLES[step.name]}</span>
      <span className="text-ink-3">{step.ms === null ? '' : formatLatency(step.ms)}</span>
      <span
        className={`col-span-2 col-start-2 break-words text-xs ${step.state === 'failed' ? 'text-failure' : 'text-ink-2'}`}
      >
        {step.detail}
      </span>
    </li>
  )
}
