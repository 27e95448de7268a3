import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { OperationPage } from '#components/api-docs/operation-page.tsx'
import { publicOrigin } from '#lib/public-origin.ts'
import { SECTIONS } from '../sections.ts'

type Props = { params: Promise<{ operation: string }> }

const sectionOf = (id: string) => SECTIONS.find(({ entries }) => entries.some((entry) => entry.id === id))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { operation } = await params
  return { title: sectionOf(operation) && operation }
}

export default async function ApiOperationPage({ params }: Props) {
  const { operation: id } = await params
  const section = sectionOf(id)
  const operation = section?.entries.find((entry) => entry.id === id)
  if (section === undefined || operation === undefined) notFound()
  const siblings = section.entries.filter((entry) => entry !== operation)
  return <OperationPage operation={operation} siblings={siblings} section={section.title} origin={publicOrigin()} />
}
