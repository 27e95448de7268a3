import { PermissionState } from '#components/feedback/permission-state.tsx'
import { Page } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Panel } from '#components/ui/panel.tsx'

/** In place of a form that its reader could not save. */
export function NotYourRole({ instanceId, title, what }: { instanceId: string; title: string; what: string }) {
  return (
    <Page>
      <PageHeader title={title} />
      <Panel>
        <PermissionState
          title={`Your role does not ${what} consumers`}
          action={<ButtonLink href={`/${instanceId}/consumers`}>All consumers</ButtonLink>}
        >
          Ask an owner or admin to do it, or to give you the role.
        </PermissionState>
      </Panel>
    </Page>
  )
}
