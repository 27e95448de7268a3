'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { notifyDone } from '#components/feedback/notify.ts'
import { FormError } from '#components/form/form-error.tsx'
import { FormTextArea } from '#components/form/form-text-area.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { descriptionSchema, eventTypeNameSchema } from '#lib/domain/schemas.ts'
import { createEventType, eventTypeQueries, updateEventType } from '#lib/queries/event-types.ts'
import type { EventTypeItem } from '#lib/queries/schemas.ts'

const jsonText = z.string().refine((text) => text.trim() === '' || readJson(text) !== undefined, 'is not valid JSON')

const formSchema = z.object({
  name: eventTypeNameSchema,
  groupName: z.union([z.literal(''), eventTypeNameSchema]),
  description: descriptionSchema,
  schema: jsonText,
  example: jsonText,
})

type EventTypeFormDialogProps = {
  instanceId: string
  /** The one to edit; a new one when left out. */
  type?: EventTypeItem
  onOpenChange: (isOpen: boolean) => void
}

/** Describes an event type: name, group, description, JSON Schema and example. */
export function EventTypeFormDialog({ instanceId, type, onOpenChange }: EventTypeFormDialogProps) {
  const queries = useQueryClient()
  const versions = Object.keys(type?.schemas ?? {})
  const version = versions.at(-1) ?? '1'
  const { control, handleSubmit } = useForm<z.output<typeof formSchema>>({
    resolver: zodResolver(formSchema),
    defaultValues: {
      name: type?.name ?? '',
      groupName: type?.groupName ?? '',
      description: type?.description ?? '',
      schema: writeJson(type?.schemas?.[version]),
      example: writeJson(type?.example),
    },
  })
  const save = useMutation({
    mutationFn: ({ name, groupName, description, schema, example }: z.output<typeof formSchema>) => {
      const drawn = readJson(schema)
      const schemas = drawn === undefined ? null : { ...type?.schemas, [version]: drawn }
      const fields = { description, groupName: groupName || null, schemas, example: readJson(example) ?? null }
      return type ? updateEventType(instanceId, name, fields) : createEventType(instanceId, { name, ...fields })
    },
    onSuccess: async ({ name }) => {
      await queries.invalidateQueries({ queryKey: eventTypeQueries.key(instanceId) })
      notifyDone(`${name} ${type ? 'saved' : 'added'}`)
      onOpenChange(false)
    },
  })
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title={type ? `Edit ${type.name}` : 'Add event type'} size="md">
      <form onSubmit={handleSubmit((fields) => save.mutate(fields))} noValidate className="grid gap-4">
        {!type && (
          <FormTextField
            control={control}
            name="name"
            label="Name"
            mono
            autoFocus
            autoComplete="off"
            placeholder="invoice.paid"
          />
        )}
        <FormTextField
          control={control}
          name="groupName"
          label="Group"
          autoComplete="off"
          description="Where the catalogue and the forms list it. Empty: the first part of its name."
        />
        <FormTextArea control={control} name="description" label="Description" rows={2} />
        <FormTextArea control={control} name="schema" label="JSON Schema" mono rows={6} />
        <FormTextArea control={control} name="example" label="Example" mono rows={6} />
        <FormError>{save.error?.message}</FormError>
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary" isBusy={save.isPending} busyLabel="Saving…">
            {type ? 'Save' : 'Add event type'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function readJson(text: string): z.output<ReturnType<typeof z.json>> | undefined {
  try {
    return z.json().parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

function writeJson(value: unknown): string {
  return value === undefined || value === null ? '' : JSON.stringify(value, null, 2)
}
