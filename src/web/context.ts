import { createContext } from 'react-router'
import type { PageContext } from './page-context.ts'

/** Lives in the bundle only: the server outside hands its value in through `pages.handlerOf`. */
export const pageContext = createContext<PageContext>()
