/**
 * What is made of a file once, however many rules ask. One file is kept: ESLint asks all rules of a file before it reads the next, and a WeakMap of
 * files would keep each alive until the whole heap is swept, at a fifth more garbage that is copied.
 */
export function perFile<From, Made>(fileOf: (from: From) => object, make: (from: From) => Made): (from: From) => Made {
  let latest: { readonly file: object; readonly made: Made } | null = null;
  return (from) => {
    const file = fileOf(from);
    if (latest?.file !== file) latest = { file, made: make(from) };
    return latest.made;
  };
}
