import { redirect } from 'next/navigation'

/** An address that was cut after the instance: to where the switcher leads. */
export default async function Instance({ params }: { params: Promise<{ instanceId: string }> }) {
  redirect(`/${(await params).instanceId}/consumers`)
}
