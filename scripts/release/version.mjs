// One version in every place that names it.

/**
 * What of the places that name the version says another one.
 *
 * @param read reads a file of the repository
 * @param tag tag of the release, if there is one
 */
export function versionProblems(read, tag) {
  const { version } = JSON.parse(read('package.json'));
  const lock = JSON.parse(read('package-lock.json'));
  const [, offered] = /^ {4}default: (\d\S*)$/m.exec(read('action.yml')) ?? [];
  const places = { 'package-lock.json': lock.version, 'package-lock.json, the package itself': lock.packages[''].version, 'action.yml': offered, ...(tag !== undefined && { 'the tag, without its v': /^v(.+)$/.exec(tag)?.[1] }) };
  return [
    ...(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/.test(version) ? [] : [`package.json says ${version}, which is no version`]),
    ...Object.entries(places).filter(([, said]) => said !== version).map(([place, said]) => `${place} says ${said ?? 'nothing'}, package.json ${version}`),
    ...(releaseNotes(read('CHANGELOG.md'), version) === '' ? [`CHANGELOG.md has no section ## ${version}, or an empty one`] : []),
    ...(/^## Unreleased\n+(?!#)\S/m.test(read('CHANGELOG.md')) ? ['CHANGELOG.md has entries under Unreleased that belong to this version'] : []),
  ];
}

/**
 * The section of a version in the changelog, without its heading; empty where there is none.
 *
 * @param repository its address, without a slash at its end: links to files lead to what they were in this version, since notes stand beside no files
 */
export function releaseNotes(changelog, version, repository = '') {
  const section = changelog.split(/^## /m).find((part) => new RegExp(`^${version.replaceAll('.', '\\.')}(?:\\s|$)`).test(part));
  const text = section === undefined ? '' : section.slice(section.indexOf('\n') + 1).trim();
  const links = text.replaceAll(/\]\((?![a-z]+:|#)([^)]+)\)/g, `](${repository}/blob/v${version}/$1)`);
  return text === '' ? '' : `${links}\n`;
}
