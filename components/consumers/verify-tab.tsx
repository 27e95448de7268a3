'use client'
import { useMutation } from '@tanstack/react-query'
import Eye from 'lucide-react/icons/eye'
import EyeOff from 'lucide-react/icons/eye-off'
import { useState } from 'react'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { Stack } from '#components/layout/page.tsx'
import { SignatureDebugger } from '#components/signature-debugger/signature-debugger.tsx'
import { Button } from '#components/ui/button.tsx'
import { VerifyCode } from '#components/verify/verify-code.tsx'
import { revealSecret } from '#lib/queries/consumers.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { consumerName } from './consumer-name.ts'

/** Code that verifies what this consumer gets, with its secret once it is revealed; below, what to do when it fails. */
export function VerifyTab({ instanceId, consumer }: { instanceId: string; consumer: ConsumerItem }) {
  const [secret, setSecret] = useState<string | null>(null)
  const mayRead = useCan('secret:read')
  const reveal = useMutation({
    mutationFn: () => revealSecret(instanceId, consumer.id),
    onSuccess: setSecret,
    onError: notifyRequestError('The secret was not shown'),
  })
  const toggle = mayRead && (
    <Button
      icon={secret === null ? <Eye /> : <EyeOff />}
      isBusy={reveal.isPending}
      onPress={() => (secret === null ? reveal.mutate() : setSecret(null))}
    >
      {secret === null ? 'Fill in the secret' : 'Hide the secret'}
    </Button>
  )
  return (
    <Stack>
      <VerifyCode url={consumer.url} secret={secret} reveal={toggle} />
      <SignatureDebugger instanceId={instanceId} consumer={{ id: consumer.id, name: consumerName(consumer) }} />
    </Stack>
  )
}
