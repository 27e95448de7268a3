import type { Metadata } from 'next'
import { CompaniesPage } from '#components/companies/companies-page.tsx'

export const metadata: Metadata = { title: 'Companies' }

export default async function Companies({ params }: { params: Promise<{ instanceId: string }> }) {
  return <CompaniesPage {...(await params)} />
}
