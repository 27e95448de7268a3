'use client'
import { Split, Stack } from '#components/layout/page.tsx'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { ClientCertificate } from './advanced/client-certificate.tsx'
import { ConnectionTest } from './advanced/connection-test.tsx'
import { MetadataPanel } from './advanced/metadata-panel.tsx'
import { ServerAuthority } from './advanced/server-authority.tsx'
import { CustomHeaders } from './custom-headers.tsx'
import { TransformationPanel } from './transformation/transformation-panel.tsx'

/** Headers, certificates, transformation and metadata: what few consumers need, and those badly. */
export function AdvancedTab({ instanceId, consumer }: { instanceId: string; consumer: ConsumerItem }) {
  const of = { instanceId, consumerId: consumer.id }
  return (
    <Stack>
      <Split side="even">
        <Stack>
          <CustomHeaders {...of} />
          <MetadataPanel instanceId={instanceId} consumer={consumer} />
        </Stack>
        <Stack>
          <ClientCertificate {...of} />
          <ServerAuthority {...of} />
        </Stack>
      </Split>
      <ConnectionTest {...of} />
      <TransformationPanel instanceId={instanceId} consumer={consumer} />
    </Stack>
  )
}
