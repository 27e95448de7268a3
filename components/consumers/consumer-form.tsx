'use client'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { groupEventTypes } from '#components/event-types/group-event-types.ts'
import { FormError } from '#components/form/form-error.tsx'
import { FormNumberField } from '#components/form/form-number-field.tsx'
import { FormTagField } from '#components/form/form-tag-field.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import { lazyResolver } from '#components/form/lazy-resolver.ts'
import { Split } from '#components/layout/page.tsx'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { EventTypeTree } from '#components/ui/event-type-tree.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import type { ConsumerFields } from '#lib/queries/consumers.ts'
import { eventTypeQueries } from '#lib/queries/event-types.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import type { ConsumerForm as Form } from './consumer-form-schema.ts'
import { FilterPreview } from './filter-preview.tsx'
import { RateHint } from './rate-hint.tsx'
import { TestInbox } from './test-inbox.tsx'
import { UrlAnswer } from './url-answer.tsx'

const checkConsumer = lazyResolver(async () => (await import('./consumer-form-schema.ts')).consumerFormSchema)

type Props = {
  instanceId: string
  /** The one to edit; a new one when left out. */
  consumer?: ConsumerItem
  failure?: string
  requestId?: string
  onSubmit: (fields: ConsumerFields, button: string) => void
  /** Buttons; `name="then"` tells which one was pressed. */
  children: ReactNode
}

/** URL, description, event types, tags and rate limit: for a new consumer and for editing. */
export function ConsumerForm({ instanceId, consumer, failure, requestId, onSubmit, children }: Props) {
  const { control, handleSubmit, setValue, watch } = useForm<Form>({
    resolver: checkConsumer,
    defaultValues: toForm(consumer),
  })
  const submit = handleSubmit((form, event) => {
    const pressed = event?.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null
    onSubmit(toFields(form), pressed?.getAttribute('value') ?? '')
  })
  const [url, isEveryType, chosen, rate] = watch(['url', 'isEveryType', 'eventTypes', 'throttleRate'])
  return (
    <Split side="form">
      <form onSubmit={submit} noValidate className="grid max-w-200 gap-6">
        <FormTextField
          control={control}
          name="url"
          label="URL"
          mono
          autoFocus={!consumer}
          autoComplete="off"
          placeholder="https://example.com/hooks"
          suffix={url !== (consumer?.url ?? '') && <UrlAnswer instanceId={instanceId} url={url} />}
          description={
            <>
              It gets a signed POST for each event. http or https; redirects are not followed.{' '}
              {!consumer && (
                <TestInbox
                  instanceId={instanceId}
                  onMade={(url) => setValue('url', url, { shouldDirty: true, shouldValidate: true })}
                />
              )}
            </>
          }
        />
        <FormTextField
          control={control}
          name="description"
          label="Description"
          autoComplete="off"
          description="What it is called in lists"
        />
        <Controller
          control={control}
          name="eventTypes"
          render={({ field, fieldState }) => (
            <EventTypesField
              instanceId={instanceId}
              control={control}
              isEveryType={isEveryType}
              value={field.value}
              onChange={field.onChange}
              errorMessage={fieldState.error?.message}
            />
          )}
        />
        <FormTagField
          control={control}
          name="channels"
          label="Company tags"
          description="A message passes if any of its tags equals any of these. Leave empty for every company."
        />
        <FormNumberField
          control={control}
          name="throttleRate"
          label="Rate limit"
          unit="per second"
          minValue={1}
          maxValue={65_535}
          aside={
            rate !== null && (
              <Button variant="quiet" size="md" onPress={() => setValue('throttleRate', null, { shouldDirty: true })}>
                No limit
              </Button>
            )
          }
          description={
            <RateHint
              instanceId={instanceId}
              eventTypes={isEveryType ? [] : chosen.length > 0 ? chosen : null}
              tags={watch('channels')}
              rate={rate}
              consumerId={consumer?.id}
            />
          }
        />
        <FormError requestId={requestId}>{failure}</FormError>
        <div className="flex flex-wrap gap-2 border-line border-t pt-4">{children}</div>
      </form>
      <FilterPreview instanceId={instanceId} isEveryType={isEveryType} eventTypes={chosen} tags={watch('channels')} />
    </Split>
  )
}

type EventTypesFieldProps = {
  instanceId: string
  control: ReturnType<typeof useForm<Form>>['control']
  isEveryType: boolean
  value: readonly string[]
  onChange: (names: string[]) => void
  errorMessage?: string
}

function EventTypesField({ instanceId, control, isEveryType, value, onChange, errorMessage }: EventTypesFieldProps) {
  const { data: types, isPending } = useQuery(eventTypeQueries.all(instanceId))
  const { data: daily } = useQuery(eventTypeQueries.daily(instanceId))
  const groups = useMemo(() => groupEventTypes(types ?? [], value, daily), [types, value, daily])
  const total = groups.reduce((sum, group) => sum + group.types.length, 0)
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 flex gap-2 font-medium">
        Event types
        {!isEveryType && (
          <span className="font-normal text-ink-3">
            {value.length} of {total}
          </span>
        )}
      </legend>
      <Controller
        control={control}
        name="isEveryType"
        render={({ field }) => (
          <Checkbox isSelected={field.value} onChange={field.onChange}>
            Every event type, also those to come
          </Checkbox>
        )}
      />
      {!isEveryType && total > 0 && (
        <EventTypeTree
          label="Event types"
          groups={groups}
          value={new Set(value)}
          onChange={(names) => onChange([...names])}
        />
      )}
      {!isEveryType && isPending && <SkeletonRows count={4} label="Loading the event types" />}
      {!isEveryType && types !== undefined && total === 0 && (
        <p className="text-ink-2">
          The catalogue is empty. Take every event type, or add types on the event types page first.
        </p>
      )}
      <FormError>{errorMessage}</FormError>
    </fieldset>
  )
}

function toForm(consumer: ConsumerItem | undefined): Form {
  return {
    url: consumer?.url ?? '',
    description: consumer?.description ?? '',
    isEveryType: consumer !== undefined && consumer.eventTypes.length === 0,
    eventTypes: consumer?.eventTypes ?? [],
    channels: consumer?.channels ?? [],
    throttleRate: consumer?.throttleRate ?? null,
  }
}

function toFields(form: Form): ConsumerFields {
  return {
    url: form.url,
    description: form.description,
    eventTypes: form.isEveryType ? null : form.eventTypes,
    channels: form.channels.length === 0 ? null : form.channels,
    throttleRate: form.throttleRate,
  }
}
