import type { ReactNode } from 'react'
import {
  isRouteErrorResponse,
  Links,
  Outlet,
  Scripts,
  useMatches,
  useRouteError,
  type LinksFunction,
} from 'react-router'
import { ErrorPage } from './kit/error-page.tsx'
import { usePage } from './kit/use-page.ts'
import icon from './style/icon.svg?url'
import styles from './style/site.css?url'

export { loader } from './root.server.ts'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', type: 'image/svg+xml', href: icon },
]

/** What a route may say of itself: `alive` pages load the script that makes them live, the others load none. */
export interface PageHandle {
  readonly alive?: boolean
}

export default function Root(): ReactNode {
  return (
    <Document>
      <Outlet />
    </Document>
  )
}

/** What no page expected: said in words, with what to do next. The status is that of the response. */
export function ErrorBoundary(): ReactNode {
  const error = useRouteError()
  const status = isRouteErrorResponse(error) ? error.status : 500
  const note = isRouteErrorResponse(error) && typeof error.data === 'string' ? error.data : undefined
  return (
    <Document>
      <ErrorPage status={status} note={note} />
    </Document>
  )
}

function Document({ children }: { readonly children: ReactNode }): ReactNode {
  const { root } = usePage()
  const isAlive = useMatches().some(({ handle }) => (handle as PageHandle | undefined)?.alive === true)
  return (
    <html
      lang={root.language}
      className={root.isElder ? (root.isLargest ? 'elder largest' : 'elder') : undefined}
      data-theme={root.theme}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {/* Controls that add a style sheet of their own read here by which name the policy lets it in. */}
        {isAlive && <meta property="csp-nonce" nonce={root.nonce} />}
        <Links />
      </head>
      <body>
        {children}
        {isAlive && <Scripts />}
      </body>
    </html>
  )
}
