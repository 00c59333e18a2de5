const systems = {
  darwin: "darwin",
  linux: "linux",
  win32: "win32",
  windows: "win32",
  android: "android",
  freebsd: "freebsd",
  netbsd: "netbsd",
  openbsd: "openbsd",
  sunos: "sunos",
  aix: "aix",
  openharmony: "openharmony",
};
const processors = {
  64: "x64",
  x64: "x64",
  arm64: "arm64",
  arm: "arm",
  ia32: "ia32",
  ppc64: "ppc64",
  ppc64le: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  loong64: "loong64",
  mips64el: "mips64el",
};

/**
 * Entries for the optional packages, each made for one kind of machine, that a lock file's packages ask for and that
 * it lacks. System and processor are read from the name; a package whose name tells neither is left alone.
 */
export function missingOptionals(packages) {
  const missing = {};
  for (const [where, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isThere(packages, where, name)) continue;
      const machine = machineOf(name);
      // Only an exact version can be written without asking the registry.
      if (machine === null || !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) continue;
      missing[`node_modules/${name}`] = {
        version,
        ...machine.cpu,
        ...(dev ? { dev } : {}),
        optional: true,
        ...machine.os,
      };
    }
  }
  return missing;
}

/** Looks where Node would: beside the asking package, then in each folder above. */
function isThere(packages, where, name) {
  for (let folder = where; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1))) {
    if (`${folder === "" ? "" : `${folder}/`}node_modules/${name}` in packages) return true;
    if (folder === "") return false;
  }
}

export function machineOf(name) {
  const words = name.replace(/^@/, "").split(/[/-]/);
  const os = words.map((word) => systems[word]).find((system) => system !== undefined);
  const cpu = words.map((word) => processors[word]).find((processor) => processor !== undefined);
  if (os === undefined) return null;
  return { os: { os: [os] }, cpu: cpu === undefined ? {} : { cpu: [cpu] } };
}
