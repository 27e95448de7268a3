import type { AuditAuthor } from '../audit/write-audit.ts'
import type { ConsumerAction } from './schemas.ts'
import { switchFields } from './switch-fields.ts'

type Switches = { readonly disabled: boolean; readonly paused: boolean }

/** What an action that is no deletion sets. */
export function actionFields(action: Exclude<ConsumerAction, 'delete'>, by: AuditAuthor) {
  switch (action) {
    case 'enable':
      return switchFields(false, by)
    case 'disable':
      return switchFields(true, by)
    case 'pause':
      return { paused: true }
    case 'resume':
      return { paused: false }
  }
}

/** How consumers are that an action would change; the others are so already. */
export const CHANGED_BY: Readonly<Record<ConsumerAction, Partial<Switches>>> = {
  enable: { disabled: true },
  disable: { disabled: false },
  pause: { paused: false },
  resume: { paused: true },
  delete: {},
}

/** Whether an action would change a consumer. */
export function isChangedBy(action: ConsumerAction, consumer: Switches): boolean {
  const { disabled, paused } = { ...consumer, ...CHANGED_BY[action] }
  return disabled === consumer.disabled && paused === consumer.paused
}
