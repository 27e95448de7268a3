import { Page } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { SignatureDebugger } from './signature-debugger.tsx'

/** The signature debugger for any secret or consumer. */
export function SignaturePage({ instanceId }: { instanceId: string }) {
  return (
    <Page>
      <PageHeader title="Check a signature" />
      <SignatureDebugger instanceId={instanceId} />
    </Page>
  )
}
