import type { Metadata } from 'next'
import { SourcePage } from '#components/sources/source-page.tsx'
import { SOURCE_PRESETS } from '../source-presets.ts'

export const metadata: Metadata = { title: 'Source' }

export default async function Source({ params }: { params: Promise<{ instanceId: string; sourceId: string }> }) {
  return <SourcePage {...(await params)} presets={SOURCE_PRESETS} />
}
