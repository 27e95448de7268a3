import { SchemaTree } from '#components/event-types/schema-tree.tsx'
import { Page, Split, Stack } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { NotePill } from '#components/ui/pill.tsx'
import type { ApiEntry } from './api-section.ts'
import { curlOfOperation } from './curl-of-operation.ts'
import { MethodMark } from './method-mark.tsx'
import { OperationLinks } from './operation-links.tsx'

/** All that is said about one operation. */
export interface OperationDetails extends ApiEntry {
  /** What the caller must be allowed; null: any token will do; `'everybody'`: none is needed. */
  readonly permission: string | null
  readonly parameters: readonly ParameterDetails[]
  readonly body: { readonly schema: unknown; readonly example: unknown } | null
  /** By status, the successes first. */
  readonly answers: readonly AnswerDetails[]
}

interface ParameterDetails {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly schema: unknown
}

interface AnswerDetails {
  readonly status: string
  readonly media: string | null
  readonly schema: unknown
}

type OperationPageProps = {
  operation: OperationDetails
  siblings: readonly ApiEntry[]
  section: string
  origin: string
}

/** One operation: what goes in, what comes out, and a request to copy. */
export function OperationPage({ operation, siblings, section, origin }: OperationPageProps) {
  const { method, path, id, summary, permission, parameters, body, answers } = operation
  const [success, ...others] = answers
  return (
    <Page>
      <PageHeader
        title={summary}
        aside={permission !== null && <NotePill>{permission}</NotePill>}
        meta={
          <>
            <span className="flex min-w-0 items-baseline gap-1">
              <MethodMark method={method} />
              <span className="mono break-all">{path}</span>
              <CopyButton value={path} label="path" />
            </span>
            <span className="mono">{id}</span>
          </>
        }
      />
      <Split side="lg">
        <Stack>
          <Parameters title="Path" parameters={parameters.filter((one) => one.in === 'path')} />
          <Parameters title="Query" parameters={parameters.filter((one) => one.in === 'query')} />
          {body !== null && (
            <Panel title="Request body" count="application/json" isPadded>
              <SchemaTree schema={body.schema} />
            </Panel>
          )}
          {success && <Answer answer={success} />}
          <Panel title="Errors" isPadded>
            <p className="text-ink-2">{others.map(({ status }) => status).join(', ')}</p>
          </Panel>
        </Stack>
        <Stack>
          <Panel title="Request" isPadded>
            <CodeBlock code={curlOfOperation(operation, origin)} label="request as cURL" language="shell" isWrapped />
          </Panel>
          <Panel title={section} count={siblings.length}>
            <OperationLinks entries={siblings} />
          </Panel>
        </Stack>
      </Split>
    </Page>
  )
}

function Parameters({ title, parameters }: { title: string; parameters: readonly ParameterDetails[] }) {
  if (parameters.length === 0) return null
  const schema = {
    properties: Object.fromEntries(parameters.map((one) => [one.name, one.schema])),
    required: parameters.filter((one) => one.required).map((one) => one.name),
  }
  return (
    <Panel title={title} count={parameters.length} isPadded>
      <SchemaTree schema={schema} />
    </Panel>
  )
}

function Answer({ answer: { status, media, schema } }: { answer: AnswerDetails }) {
  return (
    <Panel title={`Answer ${status}`} count={media ?? undefined} isPadded>
      {media === null ? <p className="text-ink-2">No body.</p> : <SchemaTree schema={schema} />}
    </Panel>
  )
}
