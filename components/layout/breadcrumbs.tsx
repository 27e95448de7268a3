import ChevronRight from 'lucide-react/icons/chevron-right'
import NextLink from 'next/link'

export type Crumb = { label: string; href?: string }

/** Where this page is; the last one is the page itself. On phones only the last two are shown. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex items-center gap-1.5 whitespace-nowrap text-ink-3">
        {crumbs.map((crumb, index) => {
          const isLast = index === crumbs.length - 1
          return (
            <li
              key={`${crumb.href ?? ''}${crumb.label}`}
              className={`flex min-w-0 items-center gap-1.5 ${index < crumbs.length - 2 ? 'max-sm:hidden' : ''}`}
            >
              {index > 0 && (
                <ChevronRight
                  aria-hidden="true"
                  className={`size-3.5 shrink-0 text-line-strong ${isLast ? '' : 'max-sm:hidden'}`}
                />
              )}
              {isLast || !crumb.href ? (
                <span
                  aria-current={isLast ? 'page' : undefined}
                  className={isLast ? 'truncate font-medium text-ink' : ''}
                >
                  {crumb.label}
                </span>
              ) : (
                <NextLink href={crumb.href} className="truncate rounded-xs hover:text-ink">
                  {crumb.label}
                </NextLink>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
