import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { ApiIntroduction } from '#components/api-docs/api-introduction.tsx'
import { OperationList } from '#components/api-docs/operation-list.tsx'
import { Page, Split, Stack } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { publicOrigin } from '#lib/public-origin.ts'
import { SECTIONS } from './sections.ts'

export default function ApiDocsPage() {
  const sections = SECTIONS.map(({ title, entries }) => ({
    title,
    entries: entries.map(({ id, method, path, summary }) => ({ id, method, path, summary })),
  }))
  return (
    <Page>
      <PageHeader title="API" />
      <Split side="lg">
        <NuqsAdapter>
          <OperationList sections={sections} />
        </NuqsAdapter>
        <Stack>
          <ApiIntroduction origin={publicOrigin()} />
        </Stack>
      </Split>
    </Page>
  )
}
