'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { notifyDone } from '#components/feedback/notify.ts'
import { FormError } from '#components/form/form-error.tsx'
import { FormTagField } from '#components/form/form-tag-field.tsx'
import { FormTextArea } from '#components/form/form-text-area.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import {
  type CompanyView,
  companyQueries,
  createCompany,
  tagRecord,
  tagTexts,
  updateCompany,
} from '#lib/queries/companies.ts'

const formSchema = z.object({
  externalId: z.string().trim().max(256),
  name: z.string().trim().max(512),
  description: z.string().max(10_000),
  tags: z
    .array(z.string())
    .max(10)
    .refine((tags) => new Set(tags.map((tag) => tag.split(':')[0])).size === tags.length, 'Each key once'),
})

type CompanyFormDialogProps = {
  instanceId: string
  /** The one to edit; a new one when left out. */
  company?: CompanyView
  onOpenChange: (isOpen: boolean) => void
}

/** Adds or edits a company. Its tags decide which consumers get its events. */
export function CompanyFormDialog({ instanceId, company, onOpenChange }: CompanyFormDialogProps) {
  const queries = useQueryClient()
  const { control, handleSubmit } = useForm<z.output<typeof formSchema>>({
    resolver: zodResolver(formSchema),
    defaultValues: {
      externalId: company?.externalId ?? '',
      name: company?.name ?? '',
      description: company?.description ?? '',
      tags: tagTexts(company?.tags ?? {}),
    },
  })
  const save = useMutation({
    mutationFn: ({ externalId, name, description, tags }: z.output<typeof formSchema>) => {
      const fields = { name, description, tags: tagRecord(tags) }
      if (company) return updateCompany(instanceId, company.id, fields)
      return createCompany(instanceId, { ...fields, ...(externalId === '' ? {} : { externalId }) })
    },
    onSuccess: async (saved) => {
      onOpenChange(false)
      notifyDone(`${saved.name || saved.externalId} ${company ? 'saved' : 'added'}`)
      await queries.invalidateQueries({ queryKey: companyQueries.key(instanceId) })
    },
  })
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title={company ? 'Edit company' : 'Add company'} size="md">
      <form onSubmit={handleSubmit((form) => save.mutate(form))} noValidate className="grid gap-4">
        <FormTextField control={control} name="name" label="Name" autoFocus autoComplete="off" />
        {!company && (
          <FormTextField
            control={control}
            name="externalId"
            label="Id"
            mono
            autoComplete="off"
            description="The provider's own id, as its events carry it. Empty: a new one is made."
          />
        )}
        <FormTagField
          control={control}
          name="tags"
          label="Tags"
          description="Consumers that take one of these get its events. A tag in the event itself wins over the one here."
        />
        <FormTextArea control={control} name="description" label="Description" rows={3} />
        <FormError>{save.error?.message}</FormError>
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary" isBusy={save.isPending} busyLabel="Saving…">
            {company ? 'Save' : 'Add company'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
