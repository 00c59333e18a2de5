/** The path of AssetQL.Client.dll. Throws with the compiler's words. */
export function compileClient(): string;
/** The editor without Unity: the path of a program for `mono`. */
export function compileHeadless(): string;
/** A program over the client, from files or folders in C#: its path, beside what it needs. */
export function compileProgram(name: string, sources: readonly string[]): string;
