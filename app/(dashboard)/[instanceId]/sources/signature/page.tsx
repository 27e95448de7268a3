import type { Metadata } from 'next'
import { SignaturePage } from '#components/signature-debugger/signature-page.tsx'

export const metadata: Metadata = { title: 'Check a signature' }

export default async function Signature({ params }: { params: Promise<{ instanceId: string }> }) {
  return <SignaturePage {...(await params)} />
}
