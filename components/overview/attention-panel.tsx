'use client'
import { useCan } from '#components/frame/permissions.tsx'
import { AttentionRow } from '#components/ui/attention-row.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Link } from '#components/ui/link.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import { formatCount, shortenUrl } from '#lib/format.ts'
import type { OverviewView } from '#lib/queries/overview.ts'
import { explainAttention } from './explain-attention.ts'

/** For those who change nothing. */
const LOOK = { label: 'See attempts', path: '' }

/** Consumers that need somebody: each with what happened and the way to mend it. */
export function AttentionPanel({ instanceId, overview }: { instanceId: string; overview: OverviewView }) {
  const { attention, consumers } = overview
  const mayWrite = useCan('consumer:write')
  return (
    <Panel
      title="Needs attention"
      count={attention.length > 0 ? `${attention.length} of ${formatCount(consumers, 'consumer')}` : undefined}
      actions={
        <ButtonLink href={`/${instanceId}/consumers`} variant="quiet">
          All consumers
        </ButtonLink>
      }
    >
      {attention.length === 0 && (
        <p className="flex items-center gap-2 p-4 text-ink-2">
          <StatusGlyph kind="success" />
          {consumers === 0 ? 'No consumers yet' : `${formatCount(consumers, 'consumer')}, none needs anything`}
        </p>
      )}
      {attention.map((item) => {
        const { glyph, word, sentence, facts, action: mend } = explainAttention(item)
        const action = mayWrite ? mend : LOOK
        const home = `/${instanceId}/consumers/${item.consumerId}`
        return (
          <AttentionRow
            key={item.consumerId}
            kind={glyph}
            name={
              <Link href={home} variant="plain">
                {shortenUrl(item.name)}
              </Link>
            }
            word={word}
            facts={facts}
            action={<ButtonLink href={hrefOf(home, action.path)}>{action.label}</ButtonLink>}
          >
            {sentence}
          </AttentionRow>
        )
      })}
    </Panel>
  )
}

function hrefOf(home: string, path: string): string {
  if (path === '') return home
  return path === 'edit' ? `${home}/edit` : `${home}?tab=${path}`
}
