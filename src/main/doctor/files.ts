import { hash } from 'node:crypto'
import type { FileFolder } from '../../store/files/file-folder.ts'
import type { Queryable } from '../../store/journal/queryable.ts'
import { newestFiles } from '../../store/read/newest-files.ts'
import { judged, type Finding } from './finding.ts'

/** Enough to notice a folder that was not mounted, not restored or is going bad, without reading all there is. */
const looked = 500

/** Whether the photos that came last are where the index says, byte for byte. */
export async function checkFiles(client: Queryable, folder: FileFolder): Promise<Finding> {
  const hashes = await newestFiles(client, looked)
  let [missing, changed] = [0, 0]
  for (const wanted of hashes) {
    const bytes = await folder.read(wanted, 'whole')
    if (!bytes) missing += 1
    else if (hash('sha256', bytes) !== wanted) changed += 1
  }
  const count = hashes.length
  return judged(
    'attachments',
    missing + changed === 0,
    [
      count === 0 ? '还没有照片或材料。' : `最近的 ${count} 个照片和材料文件完好。`,
      count === 0 ? 'There are no photos or papers yet.' : `The last photos and papers are whole (${count} looked at).`,
    ],
    [
      'fail',
      `最近的 ${count} 个照片和材料文件中，缺失 ${missing} 个，内容已变 ${changed} 个。请检查 DATA_DIR 下的 attachments 目录是否已挂载，或从备份恢复该目录。`,
      `Of the last ${count} photos and papers ${missing} are missing and ${changed} have changed. Check that the folder attachments in DATA_DIR is mounted, or bring it back from a backup.`,
    ],
  )
}
