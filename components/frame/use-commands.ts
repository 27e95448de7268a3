'use client'
import { useQuery } from '@tanstack/react-query'
import { usePathname, useRouter } from 'next/navigation'
import { consumerName } from '#components/consumers/consumer-name.ts'
import { useConsumerActions } from '#components/consumers/use-consumer-actions.ts'
import { useResendFailed } from '#components/deliveries/use-resend-failed.ts'
import { notifyDone } from '#components/feedback/notify.ts'
import { toggleTheme } from '#components/layout/toggle-theme.ts'
import { copyText } from '#components/ui/copy-text.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import type { ConsumerItem, InstanceItem } from '#lib/queries/schemas.ts'
import { leave } from './leave.ts'
import { notifyRequestError } from './notify-request-error.ts'
import type { Overlay } from './overlay.ts'
import { usePerson } from './permissions.tsx'

/** Something that the palette runs. */
export type Command = { readonly id: string; readonly label: string; readonly run: () => void }

export type Commands = {
  /** What can be done here and now, the page's own first. */
  readonly actions: readonly Command[]
  /** "Pause", "Resume", …: to be followed by a consumer's name. */
  readonly verbs: Readonly<Record<string, (consumer: ConsumerItem) => void>>
}

/** The actions of the palette that this person may run. */
export function useCommands(instance: InstanceItem, onOpen: (overlay: Overlay) => void): Commands {
  const person = usePerson()
  const router = useRouter()
  const verbs = useConsumerVerbs(instance.id)
  const may = (permission: string) => person.permissions.includes(permission)
  const copy = () =>
    copyText(instance.id).then(
      () => notifyDone('Client ID copied', { detail: instance.id }),
      notifyRequestError('The client ID was not copied'),
    )
  const general: (Command | false)[] = [
    may('consumer:write') && {
      id: 'add-consumer',
      label: 'Add consumer',
      run: () => router.push(`/${instance.id}/consumers/add`),
    },
    may('message:create') && { id: 'send-event', label: 'Send event', run: () => onOpen('send') },
    { id: 'theme', label: 'Switch theme', run: toggleTheme },
    { id: 'client-id', label: 'Copy client ID', run: copy },
    may('instance:create') && { id: 'new-instance', label: 'New instance', run: () => onOpen('new-instance') },
    { id: 'shortcuts', label: 'Keyboard shortcuts', run: () => onOpen('shortcuts') },
    { id: 'sign-out', label: 'Sign out', run: () => void leave(person) },
  ]
  const own = usePageCommands(instance.id, verbs)
  return { actions: [...own, ...general.filter((command) => command !== false)], verbs }
}

function useConsumerVerbs(instanceId: string): Commands['verbs'] {
  const { setPaused, setDisabled } = useConsumerActions(instanceId)
  const router = useRouter()
  const { permissions } = usePerson()
  const test = (consumer: ConsumerItem) => router.push(`/${instanceId}/consumers/${consumer.id}?tab=testing`)
  const testing: Commands['verbs'] = permissions.includes('delivery:write') ? { Test: test } : {}
  if (!permissions.includes('consumer:write')) return testing
  return {
    Pause: (consumer) => setPaused(consumer, true),
    Resume: (consumer) => setPaused(consumer, false),
    Disable: (consumer) => setDisabled(consumer, true),
    Enable: (consumer) => setDisabled(consumer, false),
    Edit: (consumer) => router.push(`/${instanceId}/consumers/${consumer.id}/edit`),
    ...testing,
  }
}

/** What can be done with the consumer or message whose page this is. */
function usePageCommands(instanceId: string, verbs: Commands['verbs']): readonly Command[] {
  const [, , section, id = ''] = usePathname().split('/')
  const consumer = useQuery({ ...consumerQueries.one(instanceId, id), enabled: false }).data
  const { mutate: resendFailed } = useResendFailed(instanceId)
  const { permissions } = usePerson()
  if (section === 'logs' && id !== '' && permissions.includes('delivery:write'))
    return [{ id: 'resend', label: 'Resend to those that did not take it', run: () => resendFailed(id) }]
  if (section !== 'consumers' || !consumer) return []
  return Object.entries(verbs)
    .filter(([verb]) => isSensible(verb, consumer))
    .map(([verb, run]) => ({ id: verb, label: `${verb} ${consumerName(consumer)}`, run: () => run(consumer) }))
}

/** Nothing is paused twice. */
export function isSensible(verb: string, { paused, disabled }: ConsumerItem): boolean {
  const needs: Readonly<Record<string, boolean>> = {
    Pause: !paused && !disabled,
    Resume: paused,
    Disable: !disabled,
    Enable: disabled,
  }
  return needs[verb] ?? true
}
