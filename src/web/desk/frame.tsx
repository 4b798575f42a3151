import type { ReactNode } from 'react'
import {
  isRouteErrorResponse,
  NavLink,
  Outlet,
  useLoaderData,
  useNavigation,
  useRouteError,
  type LinksFunction,
} from 'react-router'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { PaletteProvider } from '../kit/command-palette.tsx'
import { useAliveMark } from '../kit/alive-mark.ts'
import { ErrorPage } from '../kit/error-page.tsx'
import { KeyHelp } from '../kit/key-help.tsx'
import { KeysProvider } from '../kit/keys.tsx'
import { LiveProvider } from '../kit/live.tsx'
import { SkipLink } from '../kit/page.tsx'
import { ToastProvider } from '../kit/toasts.tsx'
import { usePage } from '../kit/use-page.ts'
import styles from '../style/desk.css?url'
import { FrameTools } from './frame-tools.tsx'
import { NoticeToasts } from './notice-toasts.tsx'
import { pagesOf } from './role-pages.ts'
import type { FrameData } from './frame.server.ts'

export { loader } from './frame.server.ts'

export const handle = { alive: true }
export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

/** The frame of every desk: whose it is, where one may go, whether it is live; and what all of its pages share. */
export default function Frame(): ReactNode {
  const { root } = usePage()
  useAliveMark()
  return (
    <I18nProvider locale={root.language}>
      <KeysProvider>
        <ToastProvider>
          <LiveProvider address="/staff/live">
            <FrameParts />
          </LiveProvider>
        </ToastProvider>
      </KeysProvider>
    </I18nProvider>
  )
}

/** Whether another page of the menu lies below this one: then only its own address is this page. */
const hasBelow = (pages: readonly { readonly to: string }[], to: string): boolean =>
  pages.some((page) => page.to.startsWith(`${to}/`))

function FrameParts(): ReactNode {
  const { say, root } = usePage()
  const { role, unit } = useLoaderData<FrameData>()
  const pages = pagesOf(role).map(({ to, words, keys }) => ({ to, keys, words: say(words) }))
  const isLoading = useNavigation().state !== 'idle'
  return (
    <PaletteProvider pages={pages}>
      <div className="desk" aria-busy={isLoading}>
        <SkipLink />
        <header className="desk-header">
          <a className="site-name" href="/">
            {say('site.name', { city: root.site.city, hotline: root.site.hotline })}
          </a>
          <p className="desk-who">
            <span className="badge">{say(`role.${role}`)}</span> {unit}
          </p>
          <nav aria-label={say('staff.menu')}>
            {pages.map(({ to, words }) => (
              <NavLink key={to} to={to} end={hasBelow(pages, to)} prefetch="intent">
                {words}
              </NavLink>
            ))}
          </nav>
          <FrameTools />
        </header>
        <Outlet />
      </div>
      <KeyHelp />
      <NoticeToasts />
    </PaletteProvider>
  )
}

/** What no page of the desk expected; the way out stays in sight. */
export function ErrorBoundary(): ReactNode {
  const error = useRouteError()
  const status = isRouteErrorResponse(error) ? error.status : 500
  const note = isRouteErrorResponse(error) && typeof error.data === 'string' ? error.data : undefined
  return <ErrorPage status={status} note={note} />
}
