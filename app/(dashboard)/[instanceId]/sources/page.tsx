import type { Metadata } from 'next'
import { SourcesPage } from '#components/sources/sources-page.tsx'
import { SOURCE_PRESETS } from './source-presets.ts'

export const metadata: Metadata = { title: 'Sources' }

export default async function Sources({ params }: { params: Promise<{ instanceId: string }> }) {
  return <SourcesPage {...(await params)} presets={SOURCE_PRESETS} />
}
