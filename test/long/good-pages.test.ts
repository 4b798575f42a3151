import { lookAt } from '../web/support/look-at.ts'

lookAt({ part: 0, parts: 1, isWhole: true })
