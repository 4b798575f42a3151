/** The oldest Node that runs TypeScript as it is, and on which the packages were seen working. */
const oldest = [22, 22] as const

/** Says what to do, and ends, where an older Node was started by hand: npm's scripts bring their own. */
export function checkNodeVersion(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  process.stderr.write(
    `当前 Node ${process.versions.node} 过旧。请用 npm start 或 npm run -s open12345 -- 启动：npm 会使用随附的 Node 24。\n` +
      `Node ${process.versions.node} is too old. Start with npm start or npm run -s open12345 --: npm uses the Node 24 that came with the packages.\n`,
  )
  process.exit(1)
}
