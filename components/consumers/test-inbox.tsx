'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { PlainButton } from '#components/ui/plain-button.tsx'
import { createSource, sourceQueries } from '#lib/queries/sources.ts'

type Props = { instanceId: string; onMade: (url: string) => void }

/** For those without an endpoint: makes a source that stores and never sends, and gives its URL. */
export function TestInbox({ instanceId, onMade }: Props) {
  const queries = useQueryClient()
  const mayMake = useCan('source:write')
  const make = useMutation({
    mutationFn: () =>
      createSource(instanceId, { name: 'Test inbox', type: 'generic-webhook', config: {}, inbox: true }),
    onSuccess: ({ ingestUrl }) => {
      onMade(ingestUrl ?? '')
      notifyDone('Test inbox made', { detail: 'What it gets shows under Sources and in the logs.' })
      return queries.invalidateQueries({ queryKey: sourceQueries.key(instanceId) })
    },
    onError: notifyRequestError('No test inbox was made'),
  })
  if (!mayMake) return null
  return (
    <>
      No endpoint yet?{' '}
      <PlainButton
        onPress={() => make.mutate()}
        isDisabled={make.isPending}
        className="rounded-xs font-medium text-accent-text underline-offset-3 hover:underline"
      >
        {make.isPending ? 'Making it…' : 'Use a test inbox'}
      </PlainButton>
    </>
  )
}
