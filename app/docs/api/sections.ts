import type { ApiSection } from '#components/api-docs/api-section.ts'
import type { OperationDetails } from '#components/api-docs/operation-page.tsx'
import type { ApiDocument, ApiOperation } from '#lib/api/core/describe-api.ts'
import { API_DOCUMENT } from '../../api/openapi/document.ts'

interface Section extends ApiSection {
  readonly entries: readonly OperationDetails[]
}

/** Every operation of the description, by what it is about. */
export const SECTIONS: readonly Section[] = sectionsOf(API_DOCUMENT)

function sectionsOf({ paths }: ApiDocument): Section[] {
  const sections = new Map<string, OperationDetails[]>()
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods)) {
      const [tag] = operation.tags
      sections.set(tag, [...(sections.get(tag) ?? []), detailsOf(method.toUpperCase(), path, operation)])
    }
  return [...sections]
    .map(([tag, entries]) => ({ title: titleOf(tag), entries }))
    .sort((left, right) => left.title.localeCompare(right.title))
}

// `message-attempt` → `Message attempt`
function titleOf(tag: string): string {
  const words = tag.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function detailsOf(method: string, path: string, operation: ApiOperation): OperationDetails {
  const body = operation.requestBody?.content['application/json']
  const answers = Object.entries(operation.responses).map(([status, { content = {} }]) => {
    const [media = null, given] = Object.entries(content)[0] ?? []
    return { status, media, schema: given?.schema }
  })
  return {
    id: operation.operationId,
    method,
    path,
    summary: operation.summary,
    permission: operation.security.length === 0 ? 'everybody' : (operation.security[0]?.bearer?.[0] ?? null),
    parameters: operation.parameters,
    body: body === undefined ? null : { schema: body.schema, example: body.example },
    answers,
  }
}
