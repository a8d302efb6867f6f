import type { PackageView } from "@/api/capabilities";

/** The full name of a function, whether or not its package already stands before it. */
export function fullName(pack: string, name: string): string {
  return name.includes(".") ? name : `${pack}.${name}`;
}

export const wholeOf = (pack: string) => `${pack}.*`;

/** Take one function in or out. A package that is whole by its star is spelled out first. */
export function toggled(tools: string[], pack: PackageView, name: string): string[] {
  const all = pack.functions.map((one) => fullName(pack.name, one.name));
  const spelled = tools.includes(wholeOf(pack.name))
    ? [...tools.filter((tool) => tool !== wholeOf(pack.name)), ...all]
    : tools;
  return spelled.includes(name) ? spelled.filter((tool) => tool !== name) : [...spelled, name];
}

/** All of a package, also of what it learns later, or nothing of it. */
export function withPackage(tools: string[], pack: string, whole: boolean): string[] {
  const others = tools.filter((tool) => !tool.startsWith(`${pack}.`));
  return whole ? [...others, wholeOf(pack)] : others;
}

export function chosenOf(tools: string[], pack: PackageView): string[] {
  const all = pack.functions.map((one) => fullName(pack.name, one.name));
  return tools.includes(wholeOf(pack.name)) ? all : all.filter((name) => tools.includes(name));
}

/** What is named but no longer there. */
export function missingOf(tools: string[], packages: PackageView[]): string[] {
  const known = new Set(
    packages.flatMap((pack) => [
      wholeOf(pack.name),
      ...pack.functions.map((one) => fullName(pack.name, one.name)),
    ]),
  );
  return tools.filter((tool) => !known.has(tool));
}
